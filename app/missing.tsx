import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NoSuchVersion } from '@/components/records/no-such-version'
import { arrival } from '@/lib/arrival/arrival'
import type { RecordKind } from '@/lib/ids'
import { knownVersions } from '@/lib/records/known-versions'
import NotFound from './not-found'

/** The metadata of a page whose record does not exist. */
export const MISSING: Metadata = { title: 'Not found', robots: { index: false } }

/**
 * What a page returns if its record does not exist: the content of not-found.tsx, or `content`, with status 404. Next's own `notFound()` sends an empty document
 * that only scripts fill in; it remains for Next without our front, which cannot set a status otherwise.
 */
export function missing(page: React.ReactElement = <NotFound />): React.ReactElement {
  const answerAs = arrival()?.answerAs
  if (!answerAs) notFound()
  answerAs(404)
  return page
}

/** The same for a version of a record: if only the version is unknown, the page lists the existing ones. */
export async function missingVersion(kind: RecordKind, text: string): Promise<React.ReactElement> {
  const known = await knownVersions(kind, text)
  return known === null ? missing() : missing(<NoSuchVersion known={known} />)
}
