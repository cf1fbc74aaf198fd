import type { HubErrorCode } from '@/lib/hub/errors/hub-error'
import type { CodeOf } from '@/lib/reasons'

/** Codes about the repo as a whole, invalid or out of reach. Absent codes mean untrustworthy files. */
const BLOCKS: Readonly<Partial<Record<HubErrorCode, CodeOf<'blocked'>>>> = {
  // Without a token the Hub gives the same answer for a private and a nonexistent repo, and so does the registry.
  'missing-repo': 'not-public',
  'not-public': 'not-public',
  'missing-revision': 'missing',
  'missing-file': 'missing',
  gated: 'gated',
  quantised: 'quantised',
  'adapter-only': 'adapter-only',
  'gguf-only': 'gguf-only',
  'lfs-pointers': 'lfs-pointers',
  'unapplied-tensors': 'unapplied-tensors',
  'pickle-only': 'unsupported-format',
  'other-format': 'unsupported-format',
  'no-weights': 'unsupported-format',
  unreachable: 'hub-unreachable',
  'rate-limited': 'hub-unreachable',
  truncated: 'hub-unreachable',
}

/** The reason code when a failure of the hub or the verifier blocks a claim; null for other failures. */
export function blockedCodeOf(code: string): CodeOf<'blocked'> | null {
  const found = Object.entries(BLOCKS).find(([known]) => known === code)
  return found?.[1] ?? null
}
