import { stagesOf } from '@/components/submissions/stages'
import { STATUSES, type Status } from '@/lib/protocol'

const at = (second: number) => `2026-11-23T10:00:${String(second).padStart(2, '0')}.000Z`
const record = (way: readonly Status[], kind: 'claim' | 'search' = 'claim') => ({
  kind,
  status: way.at(-1) ?? ('received' as const),
  reason: null,
  history: way.map((status, i) => ({ status, reason_code: null, reason: `because ${status}`, at: at(i), by: null })),
})

it('shows what is done, what is now and what lies ahead', () => {
  expect(stagesOf(record(['received', 'screened', 'queued'])).map((s) => [s.name, s.state])).toEqual([
    ['received', 'done'],
    ['screened', 'done'],
    ['queued', 'now'],
    ['running', 'ahead'],
    ['verdict', 'ahead'],
  ])
})

it('says what a search does, and ends with its result', () => {
  const now = stagesOf(record(['received', 'screened', 'queued', 'running'], 'search'))
  expect(now.slice(0, 1)).toMatchObject([{ name: 'received', reason: 'The request was stored.' }])
  expect(now.slice(3)).toMatchObject([
    { name: 'running', state: 'now' },
    { name: 'result', state: 'ahead' },
  ])
  const last = stagesOf(record(['received', 'screened', 'queued', 'running', 'searched'], 'search')).at(-1)
  expect(last).toEqual({ name: 'searched', state: 'done', at: at(4), reason: 'because searched' })
})

it('ends with the verdict, its time and its reason', () => {
  const last = stagesOf(record(['received', 'screened', 'queued', 'running', 'accepted'])).at(-1)
  expect(last).toEqual({ name: 'accepted', state: 'done', at: at(4), reason: 'because accepted' })
})

it.each(STATUSES.filter((s) => ['invalid', 'blocked', 'cancelled', 'failed'].includes(s)))(
  'leaves out what a submission that ended as %s never reached',
  (status) => {
    expect(stagesOf(record(['received', status])).map((s) => [s.name, s.state])).toEqual([
      ['received', 'done'],
      [status, 'stopped'],
    ])
  },
)

it('puts a run that is resumed back into the queue, with the time of the second waiting', () => {
  const stages = stagesOf(record(['received', 'screened', 'queued', 'running', 'queued']))
  expect(stages.find((s) => s.name === 'queued')).toMatchObject({ state: 'now', at: at(4) })
  expect(stages.find((s) => s.name === 'running')).toMatchObject({ state: 'ahead', at: null })
})

it('tells the latest reason of the stage it is in, not the one it entered with', () => {
  const waiting = {
    ...record(['received']),
    reason: { code: 'hub-unreachable', text: 'The Hub does not answer; it is asked again.' },
  }
  expect(stagesOf(waiting)[0]?.reason).toBe('The Hub does not answer; it is asked again.')
})

it('describes finished stages in the past tense, with the time they took', () => {
  const reasons = stagesOf(record(['received', 'screened', 'queued', 'running', 'accepted'])).map(
    (stage) => stage.reason,
  )
  expect(reasons).toEqual([
    'The claim was stored.',
    'because screened',
    'The job waited 1 s for a worker.',
    'The verifier ran for 1 s.',
    'because accepted',
  ])
})
