import net from 'node:net'
import { withClient } from '../../scripts/postgres/databases'
import { freePort } from '../../scripts/postgres/start'
import { migrate } from '../../scripts/prisma/migrate'
import { createEmptyDatabase } from '../setup/server'
import { startCommand } from './start-command'

// Each of these ends before the site is built: a person waits seconds, not minutes, for bad news.

async function failure(variables: Record<string, string>): Promise<string> {
  const { ended, said } = startCommand({ PORT: String(await freePort()), ...variables })
  expect(await ended).toBe(1)
  expect(said.out).not.toContain('ready:')
  const text = said.err.trim()
  expect(text).not.toMatch(/^ +at /m) // no stack
  return text
}

test('a port in use is named, with the way out', async () => {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as net.AddressInfo
  expect(await failure({ PORT: String(port) })).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program: stop it, or use another port with PORT=${port + 1} npm start.`,
  )
  server.close()
})

test('a database that is down is named, without its password', async () => {
  const text = await failure({ DATABASE_URL: 'postgresql://someone:secret@127.0.0.1:9/registry' })
  expect(text).toBe(
    'The database of DATABASE_URL (127.0.0.1:9/registry) cannot be used: nothing listens there; start the server, or unset DATABASE_URL to use the embedded one.',
  )
})

test('a database that does not exist is said not to exist', async () => {
  const url = new URL(await createEmptyDatabase())
  url.pathname = '/nowhere'
  expect(await failure({ DATABASE_URL: url.toString() })).toMatch(
    /cannot be used: database "nowhere" does not exist\.$/,
  )
})

test('a half-applied migration stops the start with the command that repairs it', async () => {
  const url = await createEmptyDatabase()
  const [name] = await migrate(url)
  await withClient(url, (client) =>
    client.query('update _prisma_migrations set finished_at = null where migration_name = $1', [name]),
  )
  const text = await failure({ DATABASE_URL: url })
  expect(text).toContain(`The migration ${name} is half-applied`)
  expect(text.split('\n')).toHaveLength(1)
})

test('a wrong variable is named with what was expected', async () => {
  expect(await failure({ PORT: 'http' })).toMatch(/PORT: expected a whole number from 1 to 65535, written in digits/)
})
