import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createEmptyDatabase } from '../setup/server'
import { prisma } from './prisma-command'

const SCHEMA = 'prisma/schema.prisma'
const compare = (schema: string, url: string) =>
  prisma(['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', schema, '--exit-code'], url)

test('the migrations make exactly what prisma/schema.prisma says', async () => {
  const { code, text } = await compare(SCHEMA, await createEmptyDatabase())
  // The exit code alone proves nothing: a Prisma whose engine died says nothing and exits with 0.
  expect(text).toContain('No difference detected.')
  expect(code).toBe(0)
})

test('a schema that was changed without a migration is found', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'changed schema '))
  const changed = path.join(folder, 'schema.prisma')
  fs.writeFileSync(changed, `${fs.readFileSync(SCHEMA, 'utf8')}\nmodel Forgotten {\n  id Int @id\n}\n`)
  const { code, text } = await compare(changed, await createEmptyDatabase())
  expect(text).toContain('Forgotten')
  expect(code).toBe(2)
  fs.rmSync(folder, { recursive: true })
})
