import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { dryRun } from '@/lib/intake/dry-run'
import { receiveSubmission } from '@/lib/intake/receive'
import { useDatabase } from '../../helpers/database'
import { SINGLE, useHub } from '../../helpers/registry'

useDatabase()
useHub()

beforeEach(() => {
  process.env.SUBMISSIONS_PER_DAY = '2'
})
afterAll(() => {
  delete process.env.SUBMISSIONS_PER_DAY
})

const account = (handle: string) => db.account.upsert({ where: { handle }, create: { handle }, update: {} })
const claim = (coordinate: string) => ({ repo: SINGLE.repo, coordinates: [coordinate] })
const send = async (handle: string, coordinate: string) =>
  receiveSubmission(claim(coordinate), { account: await account(handle), address: '127.0.0.1' })

async function refusal(attempt: Promise<unknown>): Promise<AppError> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error('It was not refused.')
  return error
}

test('an account sends so many new submissions a day; the next is refused, and stores nothing', async () => {
  await send('alice', '1:0:0')
  await send('alice', '1:0:1')
  const error = await refusal(send('alice', '1:0:2'))
  expect(error).toMatchObject({ status: 429, code: 'too-many-submissions' })
  expect(error.message).toMatch(/^An account may send 2 new submissions within a day, .+ in \d+ seconds\.$/)
  expect(Number(error.headers?.['retry-after'])).toBeGreaterThan(86_000)
  expect(await db.submission.count()).toBe(2)
})

test('other accounts are not concerned', async () => {
  for (const coordinate of ['1:0:0', '1:0:1']) await send('alice', coordinate)
  expect(await send('bob', '1:0:2')).toMatchObject({ created: true })
})

test('known claims, joined ones and dry runs cost nothing, before and after the limit is reached', async () => {
  await send('bob', '1:0:5')
  for (const coordinate of ['1:0:0', '1:0:0', '1:0:5', '1:0:1']) await send('alice', coordinate)
  await refusal(send('alice', '1:0:2'))
  expect(await send('alice', '1:0:1')).toMatchObject({ created: false })
  const sender = { account: await account('alice'), address: '127.0.0.1' }
  expect(await dryRun(claim('1:0:7'), sender)).toMatchObject({ outcome: 'queued' })
})
