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
  return spawnProcess(['--import', 'tsx', path.join(ROOT, program), ...args], process.env)
}

/** Starts `superweights ARGS` with nothing but these variables and the hub of this process. */
export function startSuperweights(args: readonly string[], variables: Readonly<Record<string, string>>): WorkerProcess {
  return spawnProcess([path.join(ROOT, 'bin', 'superweights.mjs'), ...args], { ...ofHub(), ...variables })
}

/** Starts a TypeScript program with nothing but these variables and the hub of this process. */
export function startWith(
  variables: Readonly<Record<string, string>>,
  program: string,
  ...args: string[]
): WorkerProcess {
  return spawnProcess(['--import', 'tsx', path.join(ROOT, program), ...args], { ...ofHub(), ...variables })
}

function ofHub() {
  const { PATH, DEMO_HUB_URL, HF_ENDPOINT, DATA_DIR, HF_HOME } = process.env
  return { PATH, DEMO_HUB_URL, HF_ENDPOINT, DATA_DIR, HF_HOME, NODE_ENV: 'test' as const }
}

function spawnProcess(args: readonly string[], env: NodeJS.ProcessEnv): WorkerProcess {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env,
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
