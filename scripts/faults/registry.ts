import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { findPostmaster } from '../postgres/postmaster'
import { freePort, startPostgres } from '../postgres/start'
import { isAlive, readIfThere, waitUntil } from '../processes/alive'
import { guard } from '../processes/guard'
import type { Target } from './schedule'

/** The first start on a machine builds the site. */
const START_LIMIT_MS = 10 * 60_000
/** After Ctrl-C the worker has ten and the server thirty seconds to stop. */
const STOP_LIMIT_MS = 60_000

/** A registry started like `npm start`, for fault injection. */
export interface Registry {
  readonly url: string
  readonly databaseUrl: string
  /** Its output. */
  readonly output: readonly string[]
  /** The current processes of a target; empty while they are being restarted. */
  victims(target: Target): number[]
  /** Command lines of its running processes. */
  family(): string[]
  /** Sends Ctrl-C; resolves to the exit code, or null if it did not end. */
  stop(): Promise<number | null>
}

/** Starts a registry with its data in `folder`, with only PATH and HOME of the user's environment. */
export async function startRegistry(root: string, folder: string): Promise<Registry> {
  const port = await freePort()
  const dataDir = path.join(folder, 'data')
  const tmp = path.join(folder, 'tmp')
  fs.mkdirSync(tmp)
  const own = {
    PORT: String(port),
    DATA_DIR: dataDir,
    TMPDIR: tmp,
    HF_HUB_CACHE: path.join(folder, 'hub'),
    HF_ENDPOINT: 'http://127.0.0.1:9',
  }
  // Each claim is sent until it is acknowledged, which is not abuse here.
  const limits = { WRITES_PER_HOUR: '100000', WRITES_PER_HOUR_ADDRESS: '100000', SUBMISSIONS_PER_DAY: '100000' }
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' as const, ...own, ...limits }
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid = 0 } = child
  guard(pid, 'SIGTERM')
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr])
    readline.createInterface({ input: stream }).on('line', (line) => output.push(line))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const isReady = await waitUntil(
    () => !isAlive(pid) || output.some((line) => line.includes('ready:')),
    START_LIMIT_MS,
    100,
  )
  if (!isReady || !isAlive(pid)) throw new Error(`The registry did not start:\n${output.join('\n')}`)
  // It is running already, so this joins it.
  const { urlOf } = await startPostgres({ dataDir: path.join(dataDir, 'pg') })
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl: urlOf('superweights'),
    output,
    victims: (target) => victimsOf(target, pid, path.join(dataDir, 'pg')),
    family: () =>
      familyOf(dataDir)
        .filter((one) => one !== pid || isAlive(pid))
        .map(commandOf),
    stop: async () => {
      process.kill(pid, 'SIGINT')
      const end = new Promise<null>((resolve) => setTimeout(() => resolve(null), STOP_LIMIT_MS).unref())
      return Promise.race([ended, end])
    },
  }
}

function victimsOf(target: Target, start: number, pg: string): number[] {
  const server = findPostmaster(pg)?.pid
  if (target === 'server') return server === undefined ? [] : [server]
  if (target === 'servers') return server === undefined ? [] : [server, ...childrenOf(server)]
  const worker = childrenOf(start).find((pid) => commandOf(pid).includes('worker/main.ts'))
  if (target === 'worker') return worker === undefined ? [] : [worker]
  if (target === 'verifier')
    return worker === undefined
      ? []
      : childrenOf(worker).filter((pid) => commandOf(pid).includes('verifier/run/child.ts'))
  return childrenOf(start).filter(
    (pid) => pid !== worker && pid !== server && !/guard-process|esbuild|postgres|initdb/.test(commandOf(pid)),
  )
}

function childrenOf(parent: number): number[] {
  return pidsWhere((pid) => Number(readIfThere(`/proc/${pid}/stat`).split(') ').pop()?.split(' ')[1]) === parent)
}

/** Every process with this data folder in its environment: no started process is missed. */
const familyOf = (dataDir: string) =>
  pidsWhere((pid) => readIfThere(`/proc/${pid}/environ`).split('\0').includes(`DATA_DIR=${dataDir}`))

function pidsWhere(holds: (pid: number) => boolean): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isAlive(pid) && holds(pid))
}

const commandOf = (pid: number) => readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
