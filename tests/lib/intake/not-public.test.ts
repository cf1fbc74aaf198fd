import { db } from '@/lib/db'
import { getModel } from '@/lib/records/get'
import { screenSubmission } from '@/lib/intake/screen'
import { getWeight } from '@/lib/records/get'
import { useDatabase } from '../../helpers/database'
import { submit, useHub } from '../../helpers/registry'

useDatabase()
const hub = useHub()

beforeEach(() => {
  process.env.HF_TOKEN = 'hf_granted'
})
afterEach(() => {
  delete process.env.HF_TOKEN
  delete process.env.HF_GATED_REPOS
})

const claim = (repo: string) => submit({ repo, coordinates: ['0:0:0'] })
const withToken = () => hub().hub.requests.filter(({ authorization }) => authorization !== null)

test.each(['broken/private', 'broken/gated'])(
  '%s, which only the token of the operator opens, is blocked; no value of it is read and the token goes nowhere',
  async (repo) => {
    const before = withToken().length
    const { record } = await claim(repo)
    expect(record).toMatchObject({
      status: 'blocked',
      reason: { code: 'not-public' },
      screened: null,
      commit: null,
      weights: [],
    })
    expect([await db.weight.count(), await db.checkpoint.count()]).toEqual([0, 0])
    expect(withToken().length).toBe(before)
  },
)

test('a private repo is answered as one that never was, word for word but for its name', async () => {
  process.env.HF_GATED_REPOS = 'broken/private'
  const [hidden, never] = [(await claim('broken/private')).record, (await claim('broken/notathing')).record]
  expect(hidden.reason?.text).toMatch(/does not exist, or it is private/)
  expect(never.reason).toEqual({
    ...hidden.reason,
    text: hidden.reason?.text.replaceAll('broken/private', 'broken/notathing'),
  })
})

test('the job that reads a waiting claim holds to the same rule', async () => {
  hub().hub.faults.fail = { status: 503, times: 1_000 }
  await claim('broken/private')
  delete hub().hub.faults.fail
  await screenSubmission(1)
  expect(await db.submission.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({
    status: 'blocked',
    reasonCode: 'not-public',
    screened: null,
  })
})

test('a gated repo that the operator lists is read, and its records say that it is gated', async () => {
  process.env.HF_GATED_REPOS = 'broken/gated'
  const { record } = await claim('broken/gated')
  expect(record).toMatchObject({ status: 'queued', weights: ['SW-000001'] })
  expect((await getWeight('SW-000001'))?.record).toMatchObject({ gated: true, value: 0 })
  expect(await getModel('broken/gated')).toMatchObject({ checkpoints: [{ gated: true }] })
})

test('the record of an open repo says nothing of gates', async () => {
  await submit({})
  expect((await getWeight('SW-000001'))?.record).not.toHaveProperty('gated')
})
