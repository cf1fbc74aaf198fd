import type { HubErrorCode } from '@/lib/hub/errors/hub-error'
import type { Status } from '@/lib/protocol/states'

/** Facts about a code, beside the text that comes with it. Its page is `content/errors/<code>.md`. */
export interface ReasonFacts {
  /** Heading of its page, and `title` of an API problem. */
  readonly title: string
  /** Used in API problems (RFC 9457). */
  readonly problem?: true
  /** The states of a submission that it may explain. */
  readonly states?: readonly Status[]
  /** Its cause is outside the claim and temporary: the run does not count against the claim, and the submission may be reopened. */
  readonly transient?: true
  /** What lib/hub calls it where the repo as a whole is at fault or out of reach. Its other errors mean files that cannot be trusted: such a claim is refused. */
  readonly hub?: readonly HubErrorCode[]
}

/**
 * Every reason code: of API problems, and of submissions that are waiting, blocked, refused or failed. The checks that a claim failed are in another
 * table (`CHECK_IDS`): they belong to the verdict.
 */
export const REASONS = {
  // API problems.
  'access-denied': { title: 'Access denied', problem: true },
  'already-ended': { title: 'Already ended', problem: true },
  'bad-cursor': { title: 'Bad cursor', problem: true },
  'body-too-large': { title: 'Body too large', problem: true },
  'cross-site': { title: 'Cross site', problem: true },
  'duplicate-coordinate': { title: 'Duplicate coordinate', problem: true },
  'headers-too-large': { title: 'Headers too large', problem: true },
  'idempotency-key-reused': { title: 'Idempotency key reused', problem: true },
  'invalid-input': { title: 'Invalid input', problem: true },
  'malformed-coordinate': { title: 'Malformed coordinate', problem: true },
  'malformed-idempotency-key': { title: 'Malformed idempotency key', problem: true },
  'malformed-json': { title: 'Malformed json', problem: true },
  'malformed-path': { title: 'Malformed path', problem: true },
  'malformed-repo': { title: 'Malformed repo', problem: true },
  'malformed-request': { title: 'Malformed request', problem: true },
  'malformed-revision': { title: 'Malformed revision', problem: true },
  'method-not-allowed': { title: 'Method not allowed', problem: true },
  'not-allowed': { title: 'Not allowed', problem: true },
  'not-found': { title: 'Not found', problem: true },
  'not-now': { title: 'Not now', problem: true },
  'not-yours': { title: 'Not yours', problem: true },
  'nothing-to-audit': { title: 'Nothing to audit', problem: true },
  overloaded: { title: 'Overloaded', problem: true },
  'read-only': { title: 'Read only', problem: true },
  'repeated-parameter': { title: 'Repeated parameter', problem: true },
  'request-in-progress': { title: 'Request in progress', problem: true },
  'run-lost': { title: 'Run lost', problem: true },
  'request-timeout': { title: 'Request timeout', problem: true },
  'authorization-pending': { title: 'Authorization pending', problem: true },
  'expired-code': { title: 'Expired code', problem: true },
  'no-sign-in': { title: 'No sign-in here', problem: true },
  'slow-down': { title: 'Slow down', problem: true },
  'invalid-key': { title: 'Invalid key', problem: true },
  'too-many-keys': { title: 'Too many keys', problem: true },
  'too-many-webhooks': { title: 'Too many webhooks', problem: true },
  'sign-in-failed': { title: 'Sign-in failed', problem: true },
  'sign-in-required': { title: 'Sign in required', problem: true },
  'streams-of-one-address': { title: 'Streams of one address', problem: true },
  'too-many-requests': { title: 'Too many requests', problem: true },
  'too-many-streams': { title: 'Too many streams', problem: true },
  'too-many-submissions': { title: 'Too many submissions', problem: true },
  'unknown-parameter': { title: 'Unknown parameter', problem: true },
  'unknown-path': { title: 'Unknown path', problem: true },
  'unsupported-media-type': { title: 'Unsupported media type', problem: true },
  'value-of-a-set': { title: 'Value of a set', problem: true },
  'worker-outdated': { title: 'Worker outdated', problem: true },
  'wrong-host': { title: 'Wrong host', problem: true },

  // Signed reports (decision 051).
  'already-reproduced': { title: 'Already reproduced', problem: true },
  'bad-signature': { title: 'Bad signature', problem: true },
  'nonce-expired': { title: 'Nonce expired', problem: true },
  'nonce-used': { title: 'Nonce used', problem: true },
  'not-reproducible': { title: 'Not reproducible', problem: true },
  'numbers-disagree': { title: 'Numbers disagree', problem: true },
  'other-commit': { title: 'Other commit', problem: true },
  'other-protocol': { title: 'Other protocol', problem: true },
  'other-record-version': { title: 'Other record version', problem: true },
  'other-registry': { title: 'Other registry', problem: true },
  'report-altered': { title: 'Report altered', problem: true },
  'signing-key-revoked': { title: 'Signing key revoked', problem: true },
  'too-many-nonces': { title: 'Too many nonces', problem: true },
  'unknown-nonce': { title: 'Unknown nonce', problem: true },
  'unknown-signing-key': { title: 'Unknown signing key', problem: true },

  // Both: refused by the API immediately, or found later for a submission.
  'database-unavailable': {
    title: 'Database unavailable',
    problem: true,
    states: ['queued', 'failed'],
    transient: true,
  },
  'disk-full': { title: 'Disk full', problem: true, states: ['queued', 'failed'], transient: true },
  internal: { title: 'Internal error', problem: true, states: ['queued', 'failed'] },
  'malformed-report': { title: 'Malformed report', problem: true, states: ['failed'] },
  'no-such-coordinate': { title: 'No such coordinate', problem: true, states: ['invalid'] },
  'report-mismatch': { title: 'Report mismatch', problem: true, states: ['failed'] },
  'unreadable-checkpoint': { title: 'Unreadable checkpoint', problem: true, states: ['invalid'] },

  // Waiting submissions.
  'awaiting-turn': { title: 'Awaiting turn', states: ['received'] },
  'given-priority': { title: 'Given priority', states: ['received', 'queued'] },
  'queued-again': { title: 'Queued again', states: ['received'] },
  requeued: { title: 'Requeued', states: ['queued'] },
  'sent-again': { title: 'Sent again', states: ['received'] },
  'worker-stopped': { title: 'Worker stopped', states: ['queued', 'failed'], transient: true },

  // Claims that may be right, but that this registry cannot check.
  'adapter-only': { title: 'Adapter only', states: ['blocked'], hub: ['adapter-only'] },
  gated: { title: 'Gated', states: ['blocked'], transient: true, hub: ['gated'] },
  'gguf-only': { title: 'GGUF only', states: ['blocked'], hub: ['gguf-only'] },
  'hub-unreachable': {
    title: 'Hub unreachable',
    problem: true,
    states: ['received', 'queued', 'blocked'],
    transient: true,
    hub: ['unreachable', 'rate-limited', 'truncated'],
  },
  'lfs-pointers': { title: 'LFS pointers', states: ['blocked'], hub: ['lfs-pointers'] },
  missing: { title: 'Missing', states: ['blocked'], transient: true, hub: ['missing-revision', 'missing-file'] },
  // Without a token the Hub gives the same answer for a private and a nonexistent repo, and so does the registry.
  'not-public': { title: 'Not public', states: ['blocked'], transient: true, hub: ['missing-repo', 'not-public'] },
  quantised: { title: 'Quantised', states: ['blocked'], hub: ['quantised'] },
  'too-large': { title: 'Too large', states: ['blocked'] },
  'unapplied-tensors': { title: 'Unapplied tensors', states: ['blocked'], hub: ['unapplied-tensors'] },
  'unsupported-architecture': { title: 'Unsupported architecture', states: ['blocked'] },
  'unsupported-format': {
    title: 'Unsupported format',
    states: ['blocked'],
    hub: ['pickle-only', 'other-format', 'no-weights'],
  },

  // Claims that the checkpoint contradicts, or that were sent before.
  duplicate: { title: 'Duplicate', states: ['cancelled'] },
  'not-finite': { title: 'Not finite', states: ['invalid'] },
  stopped: { title: 'Stopped', states: ['cancelled'] },
  'value-mismatch': { title: 'Value mismatch', states: ['invalid'] },

  // Runs without a report.
  'bad-config': { title: 'Bad config', states: ['failed'] },
  'bad-corpus': { title: 'Bad corpus', states: ['failed'] },
  'bad-header': { title: 'Bad header', states: ['failed'] },
  'bad-index': { title: 'Bad index', states: ['failed'] },
  'bad-tokenizer': { title: 'Bad tokenizer', states: ['failed'] },
  'device-absent': { title: 'Device absent', states: ['failed'] },
  'impossible-grade': { title: 'Impossible grade', states: ['failed'] },
  'invalid-checkpoint': { title: 'Invalid checkpoint', states: ['failed'] },
  'invalid-claim': { title: 'Invalid claim', states: ['failed'] },
  'invalid-coordinate': { title: 'Invalid coordinate', states: ['failed'] },
  'invalid-request': { title: 'Invalid request', states: ['failed'] },
  'non-finite-activation': { title: 'Non-finite activation', states: ['failed'] },
  'verifier-crashed': { title: 'Verifier crashed', states: ['queued', 'failed'] },
  'verifier-error': { title: 'Verifier error', states: ['queued', 'failed'] },
  'worker-error': { title: 'Worker error', states: ['queued', 'failed'] },
} as const satisfies Readonly<Record<string, ReasonFacts>>
