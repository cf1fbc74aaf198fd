import { contentPage } from '@/lib/docs/pages'
import { QUEUES } from '@/lib/jobs/queues'
import { JOBS } from '@/lib/jobs'
import { ANSWER_MS, KEPT_MS, MAX_FAILED_RUNS, MAX_WEBHOOKS } from '@/lib/webhooks/limits'
import { SubmissionChanged } from '@/lib/webhooks/schema'

const HOUR = 3_600

test('the page about the API prints a message that fits its schema, and the limits as they are', async () => {
  const page = (await contentPage('docs', 'api'))?.body ?? ''
  const section = page.split('## Webhooks\n')[1]?.split('\n## ')[0] ?? ''
  const [, printed = ''] = /```json\n([^]*?)```/.exec(section) ?? []
  const message: unknown = JSON.parse(printed)
  expect(SubmissionChanged.parse(message)).toEqual(message)
  for (const words of [
    `at most ${MAX_WEBHOOKS} webhooks`,
    `within ${ANSWER_MS / 1_000} seconds`,
    `${MAX_FAILED_RUNS} times in all`,
    `in ${MAX_FAILED_RUNS} tries in a row`,
  ])
    expect(section).toContain(words)
  expect(KEPT_MS).toBe(14 * 24 * HOUR * 1_000)
})

test('the runs of a webhook that gets nothing take most of a day, and the queue grants more than that', () => {
  const { retryDelay, retryDelayMax, retryLimit } = QUEUES[JOBS.webhook]
  // pg-boss waits for one to two times the delay, doubled with each run.
  const waits = (jitter: number) =>
    Array.from({ length: MAX_FAILED_RUNS - 1 }, (_, run) => Math.min(retryDelayMax, retryDelay * 2 ** run * jitter))
  const hours = (jitter: number) => waits(jitter).reduce((sum, wait) => sum + wait, 0) / HOUR
  expect([Math.floor(hours(1)), Math.ceil(hours(2))]).toEqual([16, 21])
  expect(retryLimit).toBeGreaterThan(MAX_FAILED_RUNS)
})
