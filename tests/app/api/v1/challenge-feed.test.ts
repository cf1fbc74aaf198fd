import { feedOfPerson } from '@/lib/feeds/of-person'
import { closeQueue } from '@/lib/jobs/queue'
import { useDatabase } from '../../../helpers/database'
import { keyHeader, makePerson } from '../../../helpers/people'
import { useHub } from '../../../helpers/registry'
import { readAtom } from '../../../lib/feeds/read-atom'
import { post } from '../ask'
import { fileFor, SINGLE, submit } from '../filed'

useDatabase()
useHub()
afterAll(closeQueue)

const WORDS = 'The value at this commit is another one: I read -0.5.'
const WHY = { text: 'Looked at by hand.' }
const entriesOf = async (handle: string) =>
  readAtom(String(await feedOfPerson('https://weights.example', handle))).entries

test('whoever claimed a record reads in their feed that it was challenged, and what came of it', async () => {
  const challenger = await keyHeader(await makePerson('ada'))
  const maintainer = await keyHeader(await makePerson('kay', 'maintainer'))
  await fileFor(await submit(SINGLE))
  await post('/api/v1/challenges', { record: 'SW-000001', reason: 'wrong-value', text: WORDS }, challenger)
  await post('/api/v1/challenges/CH-000001/withdraw', WHY, maintainer)
  const entries = await entriesOf('local')
  expect(entries.slice(0, 3).map(({ title, author, summary }) => [title, author, summary])).toEqual([
    [`CH-000001 answered: the record is withdrawn: SW-000001, ${SINGLE.repo}`, 'kay', WHY.text],
    [`CH-000001 challenges SW-000001, ${SINGLE.repo}`, 'ada', WORDS],
    [`SUB-000001 accepted: ${SINGLE.repo}`, expect.any(String), expect.any(String)],
  ])
  // Whoever only challenged it has their challenges on their page.
  expect(await entriesOf('ada')).toEqual([])
})
