import { spawn } from 'node:child_process'
import path from 'node:path'
import type { JobName, Jobs } from './jobs'

/** Runs a command and returns the JSON of its last line; its standard error is shown. @throws Error when it fails */
export async function jsonOf(command: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with code ${String(code)}; see its output above.`)
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '')
}

/** Measures in a separate process, so that its peak memory is separate too. */
export async function measure<Name extends JobName>(
  name: Name,
  asked: Jobs[Name]['asked'],
): Promise<Jobs[Name]['found']> {
  const found = await jsonOf(process.execPath, [
    '--import',
    'tsx',
    path.join(process.cwd(), 'scripts', 'bench', 'run-job.ts'),
    name,
    JSON.stringify(asked),
  ])
  // Both ends of the pipe use the same table of jobs.
  return found as Jobs[Name]['found']
}
