import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { withClient } from '../../../scripts/postgres/databases'
import { migrate } from '../../../scripts/prisma/migrate'
import { createEmptyDatabase } from '../../setup/server'

let url: string
let folder: string

beforeEach(async () => {
  url = await createEmptyDatabase()
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'migrations of a test '))
  write(
    '1_notes',
    'create table notes (id int primary key); create function one() returns int language plpgsql as $$ begin return 1; end $$;',
  )
  write('2_text', 'alter table notes add column body text;')
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

function write(name: string, sql: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true })
  fs.writeFileSync(path.join(folder, name, 'migration.sql'), sql)
}

const query = (sql: string) => withClient(url, async (client) => (await client.query(sql)).rows)

test('migrations are applied once, oldest first, and a later one alone', async () => {
  expect(await migrate(url, folder)).toEqual(['1_notes', '2_text'])
  expect(await migrate(url, folder)).toEqual([])
  write('3_more', 'alter table notes add column more text;')
  expect(await migrate(url, folder)).toEqual(['3_more'])
  await query("insert into notes values (one(), 'a', 'b')")
})

test('four starts at once apply each migration once', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)))
  expect(applied.flat().sort()).toEqual(['1_notes', '2_text'])
})

test('a migration that fails is undone whole, named with its reason, and applied when it is repaired', async () => {
  write('3_bad', 'create table half (id int); select 1/0;')
  await expect(migrate(url, folder)).rejects.toThrow(/^The migration 3_bad failed and was undone: division by zero\.$/)
  expect(await query("select 1 from pg_tables where tablename = 'half'")).toEqual([])
  write('3_bad', 'create table half (id int);')
  expect(await migrate(url, folder)).toEqual(['3_bad'])
})

test('a half-applied migration, as another tool may leave it, stops everything and says how to go on', async () => {
  await migrate(url, folder)
  await query("update _prisma_migrations set finished_at = null where migration_name = '2_text'")
  write('3_more', 'alter table notes add column more text;')
  await expect(migrate(url, folder)).rejects.toThrow(
    /2_text is half-applied: .*prisma migrate resolve --applied 2_text/,
  )
  expect(
    await query("select 1 from information_schema.columns where table_name = 'notes' and column_name = 'more'"),
  ).toEqual([])
})

test('a migration that was rolled back by hand is applied again', async () => {
  await migrate(url, folder)
  await query(
    "alter table notes drop column body; update _prisma_migrations set finished_at = null, rolled_back_at = now() where migration_name = '2_text'",
  )
  expect(await migrate(url, folder)).toEqual(['2_text'])
})

test('a file that was changed after it was applied is refused', async () => {
  await migrate(url, folder)
  write('1_notes', 'create table notes (id bigint primary key);')
  await expect(migrate(url, folder)).rejects.toThrow(/1_notes was changed after it was applied/)
})

test('a database of a newer version is refused', async () => {
  await migrate(url, folder)
  fs.rmSync(path.join(folder, '2_text'), { recursive: true })
  await expect(migrate(url, folder)).rejects.toThrow(/2_text, which this checkout lacks/)
})
