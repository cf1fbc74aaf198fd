import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { progressWords } from '@/scripts/rerender-progress'
import { withClient } from '@/scripts/postgres/databases'
import { migrate } from '@/scripts/prisma/migrate'
import { createEmptyDatabase } from '../setup/server'

/** What it says last; a slow machine also sees progress. */
async function run(url: string): Promise<string | undefined> {
  const env = { ...process.env, DATABASE_URL: url }
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'rerender'], { env })
  return stdout.trimEnd().split('\n').at(-1)
}

test('npm run rerender renders every record, and the second time changes none', async () => {
  const url = await createEmptyDatabase()
  await migrate(url)
  await withClient(url, (client) => client.query("insert into models (repo) values ('acme/small'), ('acme/large')"))
  expect(await run(url)).toBe('Records: 2 rendered again, 2 new versions.')
  expect(await run(url)).toBe('Records: 2 rendered again, none changed.')
})

test('progress says how many are done and how long the rest takes', () => {
  const progress = { done: 10, total: 100, changed: 3, secondsLeft: null }
  expect(progressWords(progress)).toBe('10 of 100 records, 3 changed')
  expect(progressWords({ ...progress, secondsLeft: 80 })).toBe('10 of 100 records, 3 changed, about 80 s left')
  expect(progressWords({ ...progress, secondsLeft: 150 })).toBe('10 of 100 records, 3 changed, about 3 min left')
})
