import type { z } from 'zod'
import { runCli } from '@/verifier/cli/program'

/** Runs a `superweights` command with `--json` in this process and reads what it prints; progress goes to this terminal. @throws if it prints something else */
export async function superweights<T>(schema: z.ZodType<T>, args: readonly string[]): Promise<T> {
  let stdout = ''
  console.log(`superweights ${args.join(' ')}`)
  const status = await runCli([...args, '--json'], {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: process.stderr,
    signal: new AbortController().signal,
    debug: true,
    // A folder needs no hub.
    readyHub: () => Promise.resolve(),
  })
  if (stdout === '') throw new Error(`superweights ${args[0]} ended with status ${status} and printed nothing.`)
  return schema.parse(JSON.parse(stdout))
}
