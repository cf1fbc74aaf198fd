import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Caches of all tests' runs: not this checkout's, and not a person's. */
const CACHES = path.join(os.tmpdir(), `superweights-cli-caches-${process.pid}`)

/** For `afterAll`. */
export const removeCaches = () => rmSync(CACHES, { recursive: true, force: true })

export interface Started {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Gets the process, to do something to it. */
  readonly onStart?: (child: ChildProcess) => void
}

/** Runs `superweights ARGS` as a person would, in any folder; what it gets to know of a hub is only `env`. */
export function superweights(
  args: readonly string[],
  { cwd = __dirname, env = {}, onStart }: Started = {},
): Promise<Finished> {
  const program = path.join(__dirname, '..', '..', '..', 'bin', 'superweights.mjs')
  const { PATH = '' } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { PATH, NODE_ENV: 'test', HF_ENDPOINT: 'http://127.0.0.1:9', DATA_DIR: CACHES, HF_HOME: CACHES, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onStart?.(child)
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
