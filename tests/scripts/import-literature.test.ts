import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { migrate } from '@/scripts/prisma/migrate'
import { createEmptyDatabase } from '../setup/server'

const run = (url: string) =>
  promisify(execFile)('npm', ['run', '--silent', 'literature'], { env: { ...process.env, DATABASE_URL: url } })

test('npm run literature imports what is published, and the second time finds nothing new', async () => {
  const url = await createEmptyDatabase()
  await migrate(url)
  expect((await run(url)).stdout).toMatch(/^Literature: imported \d+ claims, \d+ published effects, \d+ sources\.\n$/)
  expect((await run(url)).stdout).toBe('Literature: nothing new.\n')
})
