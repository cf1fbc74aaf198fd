import { db } from '@/lib/db'
import type { CheckpointHead, DryRun } from '@/lib/intake/dry-run-schema'
import { closeQueue } from '@/lib/jobs/queue'
import { useDatabase } from '../../../helpers/database'
import { type TestHub, withHub } from '../../../helpers/hub'
import { ask, post } from '../ask'
import { HUB, SINGLE } from '../filed'

useDatabase()
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
})
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

const PATH = '/api/v1/submissions/dry-run'
const check = async (body: object) => (await (await post(PATH, body)).json()) as DryRun

/** How many rows each table has and when it was last changed, but for the counters of the limits. */
async function contents(): Promise<unknown> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('_prisma_migrations') and tablename not like '%limit%' order by 1`
  const counts: Record<string, unknown> = {}
  for (const { name } of tables)
    counts[name] = await db.$queryRawUnsafe(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "${name}" t`,
    )
  return counts
}

test('200: says what would happen and what was read, and changes no row of any table', async () => {
  await check(SINGLE) // the first request makes the account
  const before = await contents()
  const answer = await check({ ...SINGLE, note: 'found by hand' })
  expect(answer).toMatchObject({ outcome: 'queued', kind: 'claim', submission: null })
  expect(answer.checkpoint).toMatchObject({ repo: 'demo/tiny-single', family: 'llama', gated: false })
  expect(answer.checkpoint?.coordinates).toEqual([
    expect.objectContaining({ row: 23, col: 88, value: 2.171875, weight: null }),
  ])
  expect(await contents()).toEqual(before)
})

test('200: without coordinates it would be a search', async () => {
  expect(await check({ repo: 'demo/tiny-single' })).toMatchObject({ outcome: 'queued', kind: 'search' })
})

test('200: a claim that was sent names its submission, and asking again changes nothing', async () => {
  await post('/api/v1/submissions', SINGLE)
  const before = await contents()
  expect(await check(SINGLE)).toMatchObject({ outcome: 'known', submission: 'SUB-000001' })
  expect(await contents()).toEqual(before)
})

test('200: a wrong value would be refused by the checkpoint, and a repo that is not there would be blocked', async () => {
  expect(await check({ ...SINGLE, value: 99 })).toMatchObject({ outcome: 'invalid', code: 'value-mismatch' })
  expect(await check({ ...SINGLE, repo: 'demo/no-such' })).toMatchObject({ outcome: 'blocked', checkpoint: null })
  expect(await db.submission.count()).toBe(0)
})

test.each([
  [{ ...SINGLE, coordinates: ['nonsense'] }, 'malformed-coordinate'],
  [{ ...SINGLE, coordinates: ['1:23:99999'] }, 'no-such-coordinate'],
  [{ repo: 'a b' }, 'malformed-repo'],
])('422: what receiving would refuse is refused: %j', async (body, code) => {
  const response = await post(PATH, body)
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, code])
})

test('200: what is read of a repo, and of coordinates in any spelling', async () => {
  const response = await ask('/api/v1/checkpoints/demo/tiny-single?coordinate=1:23:88&coordinate=0:1:2')
  const head = (await response.json()) as CheckpointHead
  expect(head).toMatchObject({ repo: 'demo/tiny-single', family: 'llama', layers: 6 })
  expect(head.coordinates.map(({ row, col }) => [row, col])).toEqual([
    [23, 88],
    [1, 2],
  ])
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await db.model.count()).toBe(0)
})

test.each([
  ['demo/no-such', 404],
  ['demo/tiny-single?coordinate=9:9:9999', 422],
  ['demo/tiny-single?coordinate=x', 422],
])('%s has none: %d', async (path, status) => {
  expect((await ask(`/api/v1/checkpoints/${path}`)).status).toBe(status)
})

test('200: names of the Hub for a text, the ones on record marked; hostile texts are only texts', async () => {
  const ids = async (q: string) => {
    const again = () => ask(`/api/v1/repos?${new URLSearchParams({ q })}`)
    let response = await again()
    // On a busy machine an answer may come too late to be of use, and asks for another try.
    for (let tries = 0; response.status === 503 && tries < 10; tries++) response = await again()
    return ((await response.json()) as { items: { repo: string; on_record: boolean }[] }).items
  }
  await post('/api/v1/submissions', SINGLE)
  const found = await ids('demo/tiny-s')
  expect(found.find(({ repo }) => repo === 'demo/tiny-single')).toMatchObject({ on_record: true })
  expect(await ids('"><script>alert(1)</script>')).toEqual([])
})
