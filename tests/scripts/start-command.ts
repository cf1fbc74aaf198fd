import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

const root = path.join(__dirname, '..', '..')

export interface Started {
  process: ChildProcess
  /** What it has printed until now. */
  said: { out: string; err: string }
  /** Its exit code. */
  ended: Promise<number | null>
}

/** Runs what `npm start` runs, with these variables on top of the environment. */
export function startCommand(variables: Record<string, string>): Started {
  const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...env } = process.env as NodeJS.ProcessEnv
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs')], { env: { ...env, ...variables } })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString('utf8')
  })
  return { process: child, said, ended: new Promise((resolve) => child.once('close', resolve)) }
}
