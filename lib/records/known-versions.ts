import type { RecordKind } from '@/lib/ids'
import { pageOf, printVersion } from './address'
import { readRecord } from './read'

/** What there is instead of a version that a record does not have. */
export interface KnownVersions {
  readonly name: string
  /** The version that was asked for. */
  readonly version: number
  readonly latest: number
  /** Addresses of the pages of the first version and of the latest. */
  readonly urls: { readonly first: string; readonly latest: string }
}

/** The versions of a record whose address names one that there is not; null when the record itself is unknown, or the version is there. */
export async function knownVersions(kind: RecordKind, text: string): Promise<KnownVersions | null> {
  const found = await readRecord(kind, text)
  if (found?.kind !== 'no-such-version') return null
  const { name, version, latest } = found
  const addressOf = (number: number) => pageOf(kind, printVersion(kind, name, number))
  return { name, version, latest, urls: { first: addressOf(1), latest: addressOf(latest) } }
}
