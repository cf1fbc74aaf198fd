import { blockedCodeOf } from '@/lib/submissions/blocked-code'
import { failureOfOutcome } from '@/worker/run-failure'

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
  ['constructor', null],
])('%s is one word for site and worker: %s', (code, word) => {
  expect(blockedCodeOf(code)).toBe(word)
  expect(failureOfOutcome({ type: 'error', code, message: 'why', permanent: true }).code).toBe(word ?? code)
})
