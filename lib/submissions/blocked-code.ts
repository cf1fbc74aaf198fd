import type { HubErrorCode } from '@/lib/hub/errors/hub-error'
import type { CodeOf } from '@/lib/reasons'

/** Where the repo as a whole is at fault or out of reach. Codes that are absent here mean files that cannot be trusted. */
const BLOCKS: Readonly<Partial<Record<HubErrorCode, CodeOf<'blocked'>>>> = {
  // Without a token the Hub gives one answer for a private repo and for none at all, and so does the registry.
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

/** What the registry calls a failure of the hub's or the verifier's when it blocks a claim; null when that failure is none of these. */
export function blockedCodeOf(code: string): CodeOf<'blocked'> | null {
  const found = Object.entries(BLOCKS).find(([known]) => known === code)
  return found?.[1] ?? null
}
