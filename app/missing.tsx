import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { arrival } from '@/lib/arrival/arrival'
import NotFound from './not-found'

/** The head of a page whose record is not there. */
export const MISSING: Metadata = { title: 'Not found', robots: { index: false } }

/**
 * What a page returns whose record is not there: the words of not-found.tsx, answered 404. Next's own `notFound()` sends an empty document, which only
 * scripts fill in; it is left for Next without the front, which cannot be told a status.
 */
export function missing(): React.ReactElement {
  const answerAs = arrival()?.answerAs
  if (!answerAs) notFound()
  answerAs(404)
  return <NotFound />
}
