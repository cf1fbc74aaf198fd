import { FIELD } from '@/components/form/controls'
import { MAX_QUESTION_LENGTH } from '@/lib/search/limits'

/** What the search field is, with results below it or without. */
export const SEARCH_FIELD = {
  name: 'q',
  type: 'search',
  maxLength: MAX_QUESTION_LENGTH,
  autoComplete: 'off',
  spellCheck: false,
  'aria-label': 'Search for a model, a coordinate, an id, a paper',
  'aria-keyshortcuts': '/',
  className: FIELD,
} as const

export interface SearchFieldProps {
  readonly id: string
  readonly placeholder: string
  readonly text: string
  readonly onText: (text: string) => void
}
