import { HubError } from '@/lib/hub/errors/hub-error'
import { type RetryPolicy, withRetries, retryAfterOf, waitAfter } from '@/lib/hub/http/retry-policy'

const PATIENCE: RetryPolicy = { attempts: 4, firstWaitMs: 100, longestWaitMs: 300, responseMs: 1, idleMs: 1 }
const passing = new HubError('unreachable', 'x')

test('waits grow, never above the bound, and never for failures that stay', () => {
  for (const [tried, bound] of [
    [1, 100],
    [2, 200],
    [3, 300],
  ] as const) {
    for (let i = 0; i < 50; i++) {
      const wait = waitAfter(passing, tried, PATIENCE)
      expect(wait).not.toBeNull()
      expect(wait).toBeLessThanOrEqual(bound)
    }
  }
  expect(waitAfter(passing, 4, PATIENCE)).toBeNull()
  expect(waitAfter(new HubError('gated', 'x'), 1, PATIENCE)).toBeNull()
  expect(waitAfter(new TypeError('a mistake of ours'), 1, PATIENCE)).toBeNull()
})

test('Retry-After is understood in seconds and as a date', () => {
  expect(retryAfterOf('120')).toBe(120_000)
  expect(retryAfterOf('Wed, 21 Oct 2026 07:28:00 GMT', Date.parse('2026-10-21T07:27:00Z'))).toBe(60_000)
  expect(retryAfterOf('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0)
  expect([retryAfterOf(null), retryAfterOf('soon'), retryAfterOf('9'.repeat(30))]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('an abort ends the wait between two attempts', async () => {
  const controller = new AbortController()
  const waiting = withRetries({ ...PATIENCE, firstWaitMs: 60_000, longestWaitMs: 60_000 }, controller.signal, () =>
    Promise.reject(passing),
  )
  setTimeout(() => controller.abort(new Error('stop')), 20)
  const started = performance.now()
  await expect(waiting).rejects.toThrow('stop')
  expect(performance.now() - started).toBeLessThan(5_000)
})
