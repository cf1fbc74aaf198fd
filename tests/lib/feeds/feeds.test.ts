import { db } from '@/lib/db'
import { atomOf } from '@/lib/feeds/atom'
import { feedOfPerson } from '@/lib/feeds/of-person'
import { feedOfSubmission } from '@/lib/feeds/of-submission'
import { cancelSubmission } from '@/lib/intake/cancel'
import { receiveSubmission } from '@/lib/intake/receive'
import { closeQueue } from '@/lib/jobs/queue'
import { deleteAccount } from '@/lib/people/delete'
import { useDatabase } from '../../helpers/database'
import { makePerson } from '../../helpers/people'
import { SINGLE, useHub } from '../../helpers/registry'
import { readAtom } from './read-atom'

useDatabase()
useHub()
afterAll(closeQueue)

const ORIGIN = 'https://weights.example'

const send = async (handle: string) => {
  const account = (await db.account.findUnique({ where: { handle } })) ?? (await makePerson(handle))
  const claim = { repo: SINGLE.repo, coordinates: [SINGLE.short] }
  return { account, ...(await receiveSubmission(claim, { account, address: '127.0.0.1' })) }
}

const ofSubmission = async (id: string) => readAtom(String(await feedOfSubmission(ORIGIN, id)))
const ofPerson = async (handle: string) => readAtom(String(await feedOfPerson(ORIGIN, handle)))

test('a submission has a feed of what it went through, newest first, with who did it and why', async () => {
  const { account, record } = await send('ada')
  await cancelSubmission(record.id, account)
  const { feed, entries } = await ofSubmission('sub-1')
  const last = await db.submissionEvent.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(feed).toMatchObject({
    id: `${ORIGIN}/submissions/SUB-000001`,
    title: `SUB-000001, ${SINGLE.repo}`,
    author: 'ada',
    updated: last.at.toISOString(),
    links: {
      self: `${ORIGIN}/submissions/SUB-000001/feed.atom`,
      alternate: `${ORIGIN}/submissions/SUB-000001`,
    },
  })
  expect(entries.map(({ category }) => category)).toEqual(['cancelled', 'queued', 'screened', 'received'])
  expect(entries[0]).toEqual({
    id: `${ORIGIN}/submissions/SUB-000001#event-${last.id}`,
    title: `SUB-000001 cancelled: ${SINGLE.repo}`,
    updated: last.at.toISOString(),
    author: 'ada',
    links: { alternate: `${ORIGIN}/submissions/SUB-000001` },
    summary: last.reason,
    category: 'cancelled',
  })
})

test('ids stay when more happens', async () => {
  const { account, record } = await send('ada')
  const before = (await ofSubmission(record.id)).entries.map(({ id }) => id)
  await cancelSubmission(record.id, account)
  const after = (await ofSubmission(record.id)).entries.map(({ id }) => id)
  expect(after.slice(1)).toEqual(before)
})

test('an account has a feed of what it sent and of what it joined', async () => {
  await send('ada')
  await send('bob')
  await makePerson('eve')
  const sent = await ofPerson('ADA')
  expect(sent.feed).toMatchObject({ id: `${ORIGIN}/people/ada`, title: 'Submissions of ada' })
  expect((await ofPerson('bob')).entries).toEqual(sent.entries)
  expect((await ofPerson('eve')).entries).toEqual([])
})

test('what does not exist has no feed, nor has who left', async () => {
  const { account, record } = await send('ada')
  await deleteAccount(account)
  expect(await feedOfPerson(ORIGIN, 'ada')).toBeNull()
  expect(await feedOfPerson(ORIGIN, 'deleted-1')).toBeNull()
  expect((await ofSubmission(record.id)).feed.author).not.toBe('ada')
  expect(await feedOfSubmission(ORIGIN, 'SUB-000099')).toBeNull()
  expect(await feedOfSubmission(ORIGIN, 'x')).toBeNull()
})

test('any text makes a feed that can be read', () => {
  const text = '<b>&amp;"\'</b>]]> \u0001\u000b\ud800 \u{1f600}\ufffe &#0;'
  const at = new Date('2026-11-30T12:00:00.000Z')
  const entry = { id: '/x#1', title: text, page: '/x?a=1&b=2', at, by: text, category: text, summary: text }
  const xml = atomOf(ORIGIN, { title: text, page: '/x', self: '/x/f', author: text, since: at, entries: [entry] })
  const shown = '<b>&amp;"\'</b>]]> \ufffd\ufffd\ufffd \u{1f600}\ufffd &#0;'
  expect(readAtom(xml).entries[0]).toMatchObject({ title: shown, author: shown, category: shown, summary: shown })
})
