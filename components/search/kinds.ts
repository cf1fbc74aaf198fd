import type { ResultKind } from '@/lib/search/schema'

/** Headings of groups of results. */
export const KIND_HEADINGS: Readonly<Record<ResultKind, string>> = {
  model: 'Models',
  weight: 'Weights',
  set: 'Sets',
  submission: 'Submissions',
  challenge: 'Challenges',
  report: 'Reports',
  source: 'Papers and code',
  account: 'People',
  page: 'Documentation',
}
