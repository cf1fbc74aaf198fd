import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../postgres/start'

/** The first start builds the site. */
const START_LIMIT_MS = 600_000

/**
 * Runs `work` against the real site, started like `npm start` with a separate database and without write limits; with a URL among the arguments, against that
 * site.
 */
export async function withSite(work: (url: string) => Promise<void>): Promise<void> {
  const given = process.argv.slice(2).find((argument) => URL.canParse(argument))
  if (given) return work(given.replace(/\/+$/, ''))
  const folder = await mkdtemp(path.join(tmpdir(), 'superweights-site-'))
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    WRITES_PER_HOUR: '1000000',
    WRITES_PER_HOUR_ADDRESS: '1000000',
    SUBMISSIONS_PER_DAY: '1000000',
    DATABASE_URL: '',
    PUBLIC_URL: '',
  }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    await ready(child.stdout, ended)
    await work(`http://127.0.0.1:${port}`)
  } finally {
    child.kill('SIGINT')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}

/** Waits for the `ready` line. */
async function ready(output: NodeJS.ReadableStream, ended: Promise<void>): Promise<void> {
  let said = ''
  const isReady = new Promise<void>((resolve) => {
    output.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000)
      if (said.includes('ready: http')) resolve()
    })
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The site did not start in time:\n${said}`)), START_LIMIT_MS)
  })
  await Promise.race([isReady, late, ended.then(() => Promise.reject(new Error(`The site ended:\n${said}`)))]).finally(
    () => clearTimeout(timer),
  )
}
