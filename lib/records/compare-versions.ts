import type { RecordKind } from '@/lib/ids'
import { printVersion } from './address'
import { differencesOf, type Difference } from './differences'
import { readRecord } from './read'

/** What changed in a record from one version to a later one. */
export interface VersionChanges {
  readonly since: number
  readonly version: number
  readonly differences: readonly Difference[]
}

/**
 * Compares two stored versions of a record as they were written.
 * @param since a version number; the smaller of both is the earlier one
 * @returns null where one of them does not exist, or both are the same
 */
export async function compareVersions(
  kind: RecordKind,
  name: string,
  version: number,
  since: number,
): Promise<VersionChanges | null> {
  if (since === version) return null
  const [from, to] = [Math.min(version, since), Math.max(version, since)]
  const [before, after] = await Promise.all([bodyOf(kind, name, from), bodyOf(kind, name, to)])
  return before && after ? { since: from, version: to, differences: differencesOf(before, after) } : null
}

async function bodyOf(kind: RecordKind, name: string, version: number): Promise<object | null> {
  const found = await readRecord(kind, printVersion(kind, name, version))
  return found?.kind === 'version' && typeof found.written.body === 'object' ? found.written.body : null
}
