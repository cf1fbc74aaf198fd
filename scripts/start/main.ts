import path from 'node:path'
import { env } from '@/lib/env'
import { generateClient } from '../build/client'
import { buildSite } from '../build/site'
import { startHubServer } from '../hub-server/server'
import { MigrationError, migrate } from '../prisma/migrate'
import { type Database, embeddedServer, givenDatabase } from './database'
import { exitAfterStopping, onStop } from './shutdown'
import { importLiterature } from './literature'
import { checkPort } from './ports'
import { renewRecords } from './records'
import { PlainError, say, step } from './say'
import { signInLines } from './sign-in-lines'
import { siteService, urlOf } from './site'
import { type Service, supervise } from './supervise'
import { workerService } from './worker'

const root = path.join(__dirname, '..', '..')

/** Starts the registry step by step; services are stopped in reverse order. */
async function start(): Promise<void> {
  const { HOST: host, PORT: port, READ_ONLY: readOnly } = env()
  await checkPort(host, port)
  await step('database', async () => {
    const { url, place } = (await givenDatabase()) ?? (await openEmbedded())
    process.env.DATABASE_URL = url
    return place
  })
  await step('database client', async () => ((await generateClient(root)) ? 'generated' : 'up to date'))
  await step('migrations', async () => {
    if (readOnly) return 'left alone (READ_ONLY)'
    const applied = await migrate(process.env.DATABASE_URL ?? '')
    return applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date'
  })
  // In parallel: the import waits for the database, the rest for the processor.
  const [url] = await Promise.all([openSite(host, port), readOnly ? null : step('literature', importLiterature)])
  if (readOnly) say('read only: nothing that anyone sends is taken, and there is no worker (READ_ONLY)')
  else await openWorker()
  for (const line of signInLines()) say(line)
  say(`ready: ${url}  (Ctrl-C stops it)`)
  if (!readOnly) await step('records', renewRecords)
}

async function openWorker(): Promise<void> {
  const worker = workerService(root, process.env)
  if (worker) await keep(worker)
  say(worker ? 'worker: started' : 'worker: none, this checkout has no worker/main.ts; submissions will wait')
}

/** Starts a service and keeps it running until shutdown; if that fails, everything is shut down. */
async function keep(service: Service): Promise<void> {
  onStop((await supervise(service, (sentence) => exitAfterStopping(1, sentence))).stop)
}

async function openEmbedded(): Promise<Database> {
  const opened: Database[] = []
  await keep(embeddedServer((database) => opened.push(database)))
  const [database] = opened
  if (!database) throw new Error('The embedded PostgreSQL started and did not say where.')
  return database
}

/** Returns the address of the site. */
async function openSite(host: string, port: number): Promise<string> {
  await step('hub of the demo models', async () => {
    if (process.env.DEMO_HUB_URL) return process.env.DEMO_HUB_URL
    const hub = await startHubServer({ root: path.join(root, 'tests', 'fixtures', 'hub') })
    onStop(hub.close)
    process.env.DEMO_HUB_URL = hub.url
    return hub.url
  })
  await step('site', async (note) => ((await buildSite(root, note)) ? 'built' : 'up to date'))
  const place = { root, host, port }
  await keep(siteService(place, process.env))
  return urlOf(place)
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => exitAfterStopping(0, `stopping (${name})`))

start().catch((error: unknown) => {
  const plain = error instanceof PlainError || error instanceof MigrationError
  exitAfterStopping(1, plain || !process.env.DEBUG ? (error as Error).message : String((error as Error).stack))
})
