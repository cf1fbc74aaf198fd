import { readdirSync, readFileSync } from 'node:fs'
import { mayStand } from '@/lib/intake/may-stand'
import { blockedCodeOf, isReasonCode, REASON_CODES } from '@/lib/reasons'
import { AppError } from '@/lib/errors/app-error'
import { failureOfError, failureOfOutcome } from '@/worker/run/run-failure'

test.each(['quantised', 'adapter-only', 'gguf-only', 'lfs-pointers', 'unapplied-tensors', 'unsupported-architecture'])(
  'what the verifier calls %s, the worker calls so too',
  (code) => {
    expect(failureOfOutcome({ type: 'error', code, message: 'why', permanent: true })).toEqual({
      code,
      text: 'why',
      permanent: true,
    })
  },
)

test.each([
  ['missing-file', 'missing'],
  ['pickle-only', 'unsupported-format'],
  ['other-format', 'unsupported-format'],
  ['truncated', 'hub-unreachable'],
  ['bad-header', null],
])('%s is one word for site and worker: %s', (code, word) => {
  expect(blockedCodeOf(code)).toBe(word)
  expect(failureOfOutcome({ type: 'error', code, message: 'why', permanent: true }).code).toBe(word ?? code)
})

// Such words were stored as they came; now every reason of a submission is one that has a page.
test.each(['constructor', 'cache-folder', 'spike', 'sign-in-required', 'duplicate', 'no-such-coordinate', ''])(
  'a word that is not a reason of a submission (%j) is not taken from the verifier',
  (code) => {
    expect(blockedCodeOf(code)).toBeNull()
    expect(failureOfOutcome({ type: 'error', code, message: 'why', permanent: true })).toEqual({
      code: 'verifier-error',
      text: 'why',
      permanent: true,
    })
  },
)

/** What the verifier's own errors call themselves, read from its source. */
const WORDS = ['verifier', 'lib/families', 'lib/hub/errors']
  .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/readonly code = '([a-z-]+)'|\bcode: '([a-z-]+)'/g)])
  .map(([, own, given]) => own ?? given ?? '')

test('every word of the verifier is known to the table, so none becomes an unexplained verifier-error', () => {
  expect(WORDS).toEqual(expect.arrayContaining(['device-absent', 'too-large', 'unsupported-architecture', 'internal']))
  expect(WORDS.filter((word) => !isReasonCode(word))).toEqual([])
})

const ends = (code: string) => mayStand('failed', code) || mayStand('blocked', code)

test.each([...REASON_CODES, ...WORDS])(
  '%s, whoever says so of a run, becomes a reason that may stand where it is written',
  (code) => {
    const outcome = { type: 'error', code, message: 'why' } as const
    expect(ends(failureOfOutcome({ ...outcome, permanent: true }).code)).toBe(true)
    const { code: again } = failureOfOutcome({ ...outcome, permanent: false })
    expect([mayStand('queued', again), ends(again)]).toEqual([true, true])
  },
)

test.each(REASON_CODES)('a report that is refused with %s ends its submission with a reason that may stand', (code) => {
  const error = new AppError({ status: 409, code: code as AppError['code'], detail: 'why' })
  expect(ends(failureOfError(error).code)).toBe(true)
})
