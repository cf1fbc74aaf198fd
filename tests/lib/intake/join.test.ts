import { db } from '@/lib/db'
import { dryRun } from '@/lib/intake/dry-run'
import { receiveSubmission } from '@/lib/intake/receive'
import { screenSubmission } from '@/lib/intake/screen'
import { getWeight } from '@/lib/records/get'
import { getSubmission } from '@/lib/submissions/get'
import { submissionsOfWeight } from '@/lib/submissions/summary'
import type { SubmissionInput } from '@/lib/submissions/schema'
import { useDatabase } from '../../helpers/database'
import { SINGLE, TRIPLE, useHub } from '../../helpers/registry'

useDatabase()
useHub()

const account = (handle: string) => db.account.upsert({ where: { handle }, create: { handle }, update: {} })

async function sendAs(handle: string, input: Partial<SubmissionInput> = {}) {
  const claim = { repo: SINGLE.repo, coordinates: [SINGLE.paper], ...input }
  return receiveSubmission(claim, { account: await account(handle), address: '127.0.0.1' })
}

/** Without a Hub, so that only the worker reads it. */
async function sendUnread(handle: string, input: Partial<SubmissionInput> = {}) {
  const before = process.env.DEMO_HUB_URL
  process.env.DEMO_HUB_URL = 'http://127.0.0.1:9'
  try {
    return await sendAs(handle, input)
  } finally {
    process.env.DEMO_HUB_URL = before
  }
}

test('a second account joins the submission of the same claim, in its own words, and is on the record', async () => {
  await sendAs('alice', { note: 'Seen in a trace.' })
  const { created, joined, record } = await sendAs('bob', {
    coordinates: [SINGLE.short],
    source: 'https://example.org/post',
    value: SINGLE.value,
  })
  expect({ created, joined, id: record.id, account: record.account }).toEqual({
    created: false,
    joined: true,
    id: 'SUB-000001',
    account: 'alice',
  })
  expect(record.joined).toMatchObject([
    { account: 'bob', source: 'https://example.org/post', note: null, claimed_value: SINGLE.value },
  ])
  const weight = (await getWeight('SW-000001'))?.record
  expect(weight?.claims.map(({ submission, value, note }) => [submission, value, note])).toEqual([
    ['SUB-000001', null, 'Seen in a trace.'],
    ['SUB-000001', SINGLE.value, 'Source as given: https://example.org/post'],
  ])
  const place = { repo: SINGLE.repo, layer: 1, expert: null, row: 23, col: 88 }
  expect((await submissionsOfWeight(place)).map(({ id, claimants }) => [id, claimants])).toEqual([
    ['SUB-000001', ['alice', 'bob']],
  ])
  expect(await db.submission.count()).toBe(1)
})

test('sending again changes nothing, for who sent it first and for who joined', async () => {
  await sendAs('alice')
  await sendAs('bob', { note: 'Mine.' })
  const version = (await getWeight('SW-000001'))?.record.version
  expect(await sendAs('alice')).toMatchObject({ created: false, joined: false })
  expect(await sendAs('bob', { note: 'Other words.' })).toMatchObject({ created: false, joined: false })
  expect((await getSubmission('SUB-000001'))?.joined.map(({ note }) => note)).toEqual(['Mine.'])
  expect((await getWeight('SW-000001'))?.record.version).toBe(version)
})

test('a set is joined with a claim on each of its weights', async () => {
  await sendAs('alice', TRIPLE)
  const reversed = { ...TRIPLE, coordinates: TRIPLE.coordinates.toReversed() }
  expect(await sendAs('bob', reversed)).toMatchObject({ joined: true })
  for (const id of ['SW-000001', 'SW-000002', 'SW-000003']) expect((await getWeight(id))?.record.claims).toHaveLength(2)
})

test('a claim that waits for the Hub is joined too, and both are on the record once it was read', async () => {
  await sendUnread('alice')
  expect(await sendUnread('bob', { note: 'Me too.' })).toMatchObject({ joined: true, record: { id: 'SUB-000001' } })
  await screenSubmission(1)
  expect((await getWeight('SW-000001'))?.record.claims.map(({ note }) => note)).toEqual([null, 'Me too.'])
})

test('one that turns out to be the same in another spelling joins when it is read', async () => {
  await sendUnread('bob', { coordinates: [SINGLE.short], note: 'Me too.' })
  await sendAs('alice', { coordinates: [SINGLE.stored] })
  await screenSubmission(1)
  expect(await getSubmission('SUB-000001')).toMatchObject({ status: 'cancelled', reason: { code: 'duplicate' } })
  expect((await getSubmission('SUB-000002'))?.joined).toMatchObject([{ account: 'bob', note: 'Me too.' }])
  expect((await getWeight('SW-000001'))?.record.claims).toHaveLength(2)
})

test('a claim with a value that is not the stored one joins nothing', async () => {
  await sendAs('alice')
  expect(await sendAs('bob', { value: 3 })).toMatchObject({
    created: true,
    joined: false,
    record: { status: 'invalid' },
  })
  expect((await getSubmission('SUB-000001'))?.joined).toEqual([])
})

test('a search claims nothing: whoever asks for the same is led to the first', async () => {
  await sendAs('alice', { coordinates: undefined })
  expect(await sendAs('bob', { coordinates: undefined })).toMatchObject({ created: false, joined: false })
})

test('a dry run says beforehand that it would join', async () => {
  await sendAs('alice')
  const claim = { repo: SINGLE.repo, coordinates: [SINGLE.paper] }
  const dry = await dryRun(claim, { account: await account('bob'), address: '127.0.0.1' })
  expect(dry).toMatchObject({
    outcome: 'known',
    submission: 'SUB-000001',
    text: expect.stringContaining('joins') as string,
  })
})
