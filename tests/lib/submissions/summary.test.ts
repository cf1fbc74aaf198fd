import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { fileReport } from '@/lib/intake/file'
import { submissionsOfSet, submissionsOfWeight } from '@/lib/submissions/summary'
import { startRun } from '@/lib/intake/run'
import { getWeight } from '@/lib/records/get'
import { useDatabase } from '../../helpers/database'
import { SINGLE, submit, TRIPLE, useHub } from '../../helpers/registry'
import { makeReport } from '../../helpers/report'

useDatabase()
const hub = useHub()

const PLACE = { repo: SINGLE.repo, layer: 1, expert: null, row: 23, col: 88 }

test.each([SINGLE.short, SINGLE.paper, SINGLE.stored])(
  'a claim that waits for the Hub is known by its place, as typed: %s',
  async (typed) => {
    hub().hub.faults.fail = { status: 503, times: Infinity }
    await submit({ coordinates: [typed] })
    expect(await submissionsOfWeight(PLACE)).toMatchObject([
      { id: 'SUB-000001', status: 'received', ended: false, reason: expect.stringContaining('Hub') },
    ])
    expect(await submissionsOfWeight({ ...PLACE, col: 89 })).toEqual([])
    expect(await submissionsOfWeight({ ...PLACE, layer: 2 })).toEqual([])
    expect(await submissionsOfWeight({ ...PLACE, repo: 'demo/tiny-set' })).toEqual([])
  },
)

test('those of a set are the ones that its reports came from, with source and note', async () => {
  const { record } = await submit({ ...TRIPLE, source: 'https://example.org/found', note: 'Three of one channel.' })
  await startRun(1)
  await fileReport(1, makeReport({ repo: record.repo, commit: record.commit ?? '', members: record.screened ?? [] }))
  expect(await submissionsOfSet('SS-000001')).toMatchObject([
    { id: 'SUB-000001', ended: true, source: 'https://example.org/found', note: 'Three of one channel.' },
  ])
  expect(await submissionsOfSet('SS-000002')).toEqual([])
  expect(await submissionsOfSet('x')).toEqual([])
})

test('a record never says that nobody has submitted it: that would be wrong from the first submission on', async () => {
  await importLiterature()
  for (const { body } of await db.weightVersion.findMany())
    expect(JSON.stringify(body)).not.toContain('nobody has submitted')
  expect((await getWeight('SW-000001'))?.record.missing['commit']).toContain('no submission of it has been read')
})
