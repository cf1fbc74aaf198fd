import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NoSuchVersion } from '@/components/records/no-such-version'
import { arrival } from '@/lib/arrival/arrival'
import type { RecordKind } from '@/lib/ids'
import { knownVersions } from '@/lib/records/known-versions'
import NotFound from './not-found'

/** The head of a page whose record is not there. */
export const MISSING: Metadata = { title: 'Not found', robots: { index: false } }

/**
 * What a page returns whose record is not there: the words of not-found.tsx, or others, answered 404. Next's own `notFound()` sends an empty document, which only
 * scripts fill in; it is left for Next without the front, which cannot be told a status.
 */
export function missing(page: React.ReactElement = <NotFound />): React.ReactElement {
  const answerAs = arrival()?.answerAs
  if (!answerAs) notFound()
  answerAs(404)
  return page
}

/** The same for a version of a record: where only the version is unknown, the page says which ones there are. */
export async function missingVersion(kind: RecordKind, text: string): Promise<React.ReactElement> {
  const known = await knownVersions(kind, text)
  return known === null ? missing() : missing(<NoSuchVersion known={known} />)
}
