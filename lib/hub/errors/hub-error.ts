/** Why a repo could not be read. Each word is a state a page or an API answer can show. */
export type HubErrorCode =
  | 'missing-repo'
  | 'missing-revision'
  | 'missing-file'
  | 'gated'
  | 'not-public'
  /** What a repo or folder is instead of a checkpoint (./form). */
  | 'quantised'
  | 'unapplied-tensors'
  | 'adapter-only'
  | 'gguf-only'
  | 'pickle-only'
  | 'lfs-pointers'
  | 'other-format'
  | 'cache-folder'
  | 'no-weights'
  | 'bad-config'
  | 'bad-header'
  | 'bad-index'
  | 'bad-tokenizer'
  | 'bad-corpus'
  | 'unreachable'
  | 'rate-limited'
  | 'truncated'
  | 'too-large'
  | 'disk-full'

/**
 * Failures of the network and of this machine, which are transient or end once an operator acts; every other code describes the repo
 * and stays true at that commit. A full disk is not the repo's fault: its claim waits instead of failing.
 */
const TRANSIENT: ReadonlySet<HubErrorCode> = new Set(['unreachable', 'rate-limited', 'truncated', 'disk-full'])

interface HubErrorOptions {
  /** Overrides what the code alone would say, e.g. an answer that no retry can change. */
  readonly permanent?: boolean
  /** How long the Hub asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  /** The model that a refused repo was made from, where it names one. */
  readonly base?: string | null
  readonly cause?: unknown
}

/** A failure to read from a Hub. The message is written for the person who submitted the repo and says what to do. */
export class HubError extends Error {
  readonly code: HubErrorCode
  /** True when retrying cannot help. */
  readonly permanent: boolean
  readonly retryAfterMs: number | null
  readonly base: string | null

  constructor(code: HubErrorCode, message: string, options: HubErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'HubError'
    this.code = code
    this.permanent = options.permanent ?? !TRANSIENT.has(code)
    this.retryAfterMs = options.retryAfterMs ?? null
    this.base = options.base ?? null
  }
}
