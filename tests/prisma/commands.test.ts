import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { withClient } from '../../scripts/postgres/databases'
import { migrate } from '../../scripts/prisma/migrate'
import { createEmptyDatabase } from '../setup/server'
import { prisma } from './prisma-command'

// What the next person types, with our engine in the place of the one that Prisma would download; in a copy whose path has a space.
const root = path.join(__dirname, '..', '..')
const names = fs
  .readdirSync(path.join(root, 'prisma', 'migrations'))
  .filter((name) => /^\d/.test(name))
  .sort()

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'a checkout '))
  for (const name of [
    'prisma.config.ts',
    'package.json',
    'scripts/prisma',
    'prisma/schema.prisma',
    'prisma/migrations',
  ]) {
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const tables = (url: string) =>
  withClient(
    url,
    async (client) =>
      (await client.query<{ n: number }>("select count(*)::int as n from pg_tables where schemaname = 'public'"))
        .rows[0]?.n,
  )

test('"migrate deploy" applies everything to an empty database, and our runner then finds nothing left to do', async () => {
  const url = await createEmptyDatabase()
  const { code, text } = await prisma(['migrate', 'deploy'], url, folder)
  for (const name of names) expect(text).toContain(name)
  expect(code).toBe(0)
  expect(await tables(url)).toBeGreaterThan(10)
  expect(await migrate(url)).toEqual([])
})

test('what our runner applied is up to date for "migrate status" and "migrate deploy"', async () => {
  const url = await createEmptyDatabase()
  expect(await migrate(url)).toEqual(names)
  expect((await prisma(['migrate', 'status'], url, folder)).text).toContain('Database schema is up to date')
  expect((await prisma(['migrate', 'deploy'], url, folder)).text).toContain('No pending migrations to apply')
})

test('"migrate dev" writes the migration for a changed schema and applies it', async () => {
  const url = await createEmptyDatabase()
  await migrate(url)
  fs.appendFileSync(path.join(folder, 'prisma', 'schema.prisma'), '\nmodel Addition {\n  id Int @id\n}\n')
  const { code, text } = await prisma(['migrate', 'dev', '--name', 'addition'], url, folder)
  expect(text).toMatch(/migration\(s\) have been created and applied|in sync with your schema/)
  expect(code).toBe(0)
  const made = fs.readdirSync(path.join(folder, 'prisma', 'migrations')).find((name) => name.endsWith('_addition'))
  expect(made).toBeDefined()
  await withClient(url, (client) => client.query('select id from "Addition"'))
})

test('without its engine Prisma fails rather than doing nothing and calling it a success', async () => {
  const url = await createEmptyDatabase()
  fs.writeFileSync(path.join(folder, 'scripts', 'prisma', 'engine', 'wasm.mjs'), "import 'a-package-that-is-missing'\n")
  const { code, text } = await prisma(['migrate', 'deploy'], url, folder)
  expect(text).toContain('a-package-that-is-missing')
  expect(code).toBe(1)
  expect(await tables(url)).toBe(0)
})

test('a database that is down is said to be down', async () => {
  const { code, text } = await prisma(['migrate', 'deploy'], 'postgresql://nobody@127.0.0.1:9/none', folder)
  expect(text).toMatch(/P1001.*127\.0\.0\.1:9/s)
  expect(code).toBe(1)
})
