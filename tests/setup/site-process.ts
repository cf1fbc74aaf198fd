import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { freePort } from '../../scripts/postgres/start'
import { isAlive, readIfThere, signal, waitUntil } from '../../scripts/processes/alive'
import { guard } from '../../scripts/processes/guard'
import { withLock } from '../../scripts/processes/lock'
import { runFolder, runOwner } from './run-folder'
import { ensureTestDatabase } from './server'

/** What is running for all suites of a run. */
export interface SiteProcess {
  pid: number
  /** Without a slash at its end. */
  url: string
  databaseUrl: string
}

/** Two cores that also do other things build the site in a minute or two. */
export const SITE_LIMIT_MS = 300_000

const root = path.join(__dirname, '..', '..')

/** Starts the site as `npm start` does, on a free port and with a separate database, unless another suite of this run has done so. */
export async function ensureSite(): Promise<SiteProcess> {
  const databaseUrl = await ensureTestDatabase('site')
  const record = path.join(runFolder(), 'site.json')
  return withLock(`${record}.lock`, async () => {
    const known = readIfThere(record)
    if (known) return JSON.parse(known) as SiteProcess
    const site = await startSite('site', databaseUrl, { PORT: String(await freePort()) })
    fs.writeFileSync(record, JSON.stringify(site))
    return site
  })
}

/**
 * Starts the site as `npm start` does.
 * @param name of its log
 * @param variables of its environment, PORT among them
 */
export async function startSite(
  name: string,
  databaseUrl: string,
  variables: Readonly<Record<string, string>>,
): Promise<SiteProcess> {
  const logFile = path.join(runFolder(), `${name}.log`)
  const log = fs.openSync(logFile, 'w')
  const env = { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production', ...variables }
  // NODE_OPTIONS and Jest's own variables are for Jest.
  const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...clean } = env as NodeJS.ProcessEnv
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env: clean,
    detached: true,
    stdio: ['ignore', log, log],
  })
  fs.closeSync(log)
  child.unref()
  const pid = child.pid ?? 0
  if (pid) guard(pid, 'SIGTERM', runOwner())
  const ready = /ready: (http\S+)/
  await waitUntil(() => !isAlive(pid) || ready.test(readIfThere(logFile)), SITE_LIMIT_MS, 100)
  const url = ready.exec(readIfThere(logFile))?.[1]
  if (!url) throw new Error(`The site did not start; it said:\n${readIfThere(logFile)}`)
  return { pid, url, databaseUrl }
}

/** Stops the site of this run, if one was started, and waits until it is gone. */
export async function stopSite(): Promise<void> {
  const known = readIfThere(path.join(runFolder(), 'site.json'))
  if (!known) return
  await stopProcess((JSON.parse(known) as SiteProcess).pid)
}

/** Stops a site, and waits until it is gone. */
export async function stopProcess(pid: number): Promise<void> {
  signal(pid, 'SIGTERM')
  if (!(await waitUntil(() => !isAlive(pid), 30_000))) signal(pid, 'SIGKILL')
}
