import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { isAlive, waitUntil } from '@/scripts/processes/alive'

const ROOT = path.join(__dirname, '..', '..')
const started = new Set<ChildProcess>()

export interface WorkerProcess {
  readonly pid: number
  /** Everything it wrote so far. */
  output(): string
  kill(signal: NodeJS.Signals): void
  /** Its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>
}

// Jest gives each suite a process.env of its own, which a child gets only if told.
/** Starts a TypeScript program as a separate process, with this process's database and hub. */
export function startProcess(program: string, ...args: string[]): WorkerProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, program), ...args], {
    cwd: ROOT,
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return {
    pid: child.pid ?? 0,
    output: () => output,
    kill: (signal) => child.kill(signal),
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  }
}

/** Kills what a failed test has left. */
export function killProcesses(): void {
  for (const child of started) child.kill('SIGKILL')
  started.clear()
}

/** Waits until a process (or a negative group) is gone. */
export const isGone = (pid: number, limitMs = 5_000) => waitUntil(() => !isAlive(pid), limitMs)
