import { db } from '@/lib/db'
import { rerenderAll, rerenderIsDue } from '@/lib/records/rerender'
import { gaugesOfOthers, otherReports } from '@/lib/reports/gauges'
import { damageOf } from '@/lib/protocol'
import { standingOf } from '@/lib/records/standing'
import { getReport } from '@/lib/reports/get'
import { reportsOfModel } from '@/lib/reports/of-model'
import { useDatabase } from '../../helpers/database'
import { useHub } from '../../helpers/registry'
import { fileFor, SINGLE, submit } from '../../app/api/filed'

useDatabase({ keep: true })
useHub()
const TRIPLE = { repo: 'demo/tiny-set', coordinates: ['1:41:130', '1:7:130', '1:58:130'] }
const shas: string[] = []
beforeAll(async () => {
  shas.push(await fileFor(await submit(SINGLE)), await fileFor(await submit(TRIPLE)))
})

test('filing a report stores what its checks measured, for every other report to be compared with', async () => {
  const [first = '', second = ''] = shas
  const record = await getReport(first)
  const measured = (id: string) =>
    record?.verdict.checks.filter((check) => check.id === id).map(({ gauge }) => gauge?.measured)
  const others = await gaugesOfOthers(second)
  expect(others.damage).toEqual(measured('damage'))
  expect(others.attribution).toEqual(measured('attribution'))
  expect(others.value).toEqual([])
  expect((await gaugesOfOthers(first)).damage).toEqual([Infinity])
  // Each member of a set is measured by itself.
  expect((await gaugesOfOthers(first)).attribution).toHaveLength(3)
  expect(await otherReports(first)).toBe(1)
})

test('reports filed before there were gauges make a rerender due, which computes them, once', async () => {
  const before = await db.reportGauge.findMany({
    orderBy: [{ reportSha: 'asc' }, { checkId: 'asc' }, { member: 'asc' }],
  })
  await db.reportGauge.deleteMany()
  expect(await rerenderIsDue()).toBe(true)
  await rerenderAll()
  expect(await rerenderIsDue()).toBe(false)
  expect(
    await db.reportGauge.findMany({ orderBy: [{ reportSha: 'asc' }, { checkId: 'asc' }, { member: 'asc' }] }),
  ).toEqual(before)
})

test('where a damage stands: among super weights and sets, a member of a set counting with its set', async () => {
  const [single, set] = await Promise.all(shas.map(getReport))
  if (!single || !set) throw new Error('Two reports were filed.')
  const damages = [damageOf(single.verdict), damageOf(set.verdict)].toSorted((a, b) => a - b)
  for (const damage of [...damages, 1, 60, Infinity])
    expect(await standingOf('demo/tiny-single', damage)).toEqual({
      damages,
      total: 2,
      below: damages.filter((other) => other < damage).length,
    })
  // Demonstration models are compared among themselves.
  expect(await standingOf('org/model', 50)).toEqual({ damages: [], total: 0, below: 0 })
})

test('a record has the damage of its latest report as a column, to sort and compare by', async () => {
  const [single] = await Promise.all(shas.map(getReport))
  const weights = await db.weight.findMany({ where: { model: { repo: SINGLE.repo } }, select: { damage: true } })
  expect(weights.map(({ damage }) => damage)).toEqual([single?.verdict.damage.ratio])
})

test('the reports of a model: the latest of each subject', async () => {
  expect((await reportsOfModel('demo/tiny-set')).map(({ sha256 }) => sha256)).toEqual([shas[1]])
  expect(await reportsOfModel('nobody/nothing')).toEqual([])
})
