import { type ChildOptions, startNode } from './children'

/** Lines of a program's output kept for the error message. */
const KEPT_LINES = 40

/** Runs a Node program to its end. Throws an Error with its last output when it fails. */
export async function runNode(what: string, args: string[], { env, onLine }: ChildOptions): Promise<void> {
  const lines: string[] = []
  const child = startNode(args, {
    env,
    onLine: (line) => {
      if (lines.push(line) > KEPT_LINES) lines.shift()
      if (line.trim()) onLine(line.trim())
    },
  })
  const how = await child.ended
  if (how !== 'exit code 0') throw new Error(`${what} failed (${how}):\n${lines.join('\n')}`)
}
