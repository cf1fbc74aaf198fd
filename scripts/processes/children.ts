import { type ChildProcess, spawn } from 'node:child_process'
import readline from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { isAlive, signal, waitUntil } from './alive'
import { guard } from './guard'

export interface ChildOptions {
  env?: NodeJS.ProcessEnv | undefined
  /** Receives every line that the child prints. */
  onLine(line: string): void
  /** Read by the child from file descriptor 3: secrets that must not be in its environment, which every process of this user can read. */
  handOver?: string
}

/** A running program with all its child processes. */
export interface Child {
  pid: number
  /** Resolves to the exit code or signal when the program has ended; never rejects. */
  ended: Promise<string>
  /** Asks the program and its children to end; kills those still running after `grace` milliseconds. */
  stop(grace?: number): Promise<void>
}

const running = new Set<Child>()

/** Starts a Node program in its own process group, so that Ctrl-C reaches only us, and we stop everything in order. */
export function startNode(args: string[], { env = process.env, onLine, handOver }: ChildOptions): Child {
  const child = spawn(process.execPath, args, {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', handOver === undefined ? 'ignore' : 'pipe'],
  })
  const { pid } = child
  if (!pid) throw new Error(`Could not start node ${args.join(' ')}.`)
  guard(-pid, 'SIGTERM')
  for (const stream of [child.stdout, child.stderr]) if (stream) forward(stream, onLine)
  if (handOver !== undefined) give(child.stdio[3] as Writable, handOver)
  const self: Child = { pid, ended: endOf(child), stop: (grace) => stop(self, grace) }
  running.add(self)
  void self.ended.then(() => running.delete(self))
  return self
}

/** A child that ends before it has read everything is reported by its exit, not by the broken pipe. */
function give(pipe: Writable, text: string): void {
  pipe.on('error', () => undefined)
  pipe.end(text)
}

function forward(stream: Readable, onLine: (line: string) => void): void {
  readline.createInterface({ input: stream }).on('line', onLine)
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, name) => resolve(code === null ? `${name}` : `exit code ${code}`))
  })
}

async function stop({ pid }: Child, grace = 10_000): Promise<void> {
  signal(-pid, 'SIGTERM')
  if (await waitUntil(() => !isAlive(-pid), grace)) return
  signal(-pid, 'SIGKILL')
  await waitUntil(() => !isAlive(-pid), 2_000)
}

/** Stops all running programs concurrently. */
export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map((child) => child.stop()))
}
