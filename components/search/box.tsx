'use client'

import { useState } from 'react'
import { QUIET_BUTTON } from '@/components/form/controls'
import { useLoadedOnFocus } from '@/components/form/use-loaded-on-focus'
import { SEARCH_FIELD, type SearchFieldProps } from './field'

const loadCombobox = async () => (await import('./combobox')).SearchCombobox

interface SearchBoxProps {
  /** Unique on the page. */
  readonly id: string
  readonly initial?: string
  readonly placeholder?: string
  readonly className?: string
  /** Whether a button stands beside it. */
  readonly button?: boolean
}

/**
 * The box that finds anything on record: a form without JavaScript, with results while typing otherwise. What shows them is loaded when the field gets
 * the focus, since most pages are read without it.
 */
export function SearchBox({
  id,
  initial = '',
  placeholder = 'Search',
  className = '',
  button = false,
}: SearchBoxProps) {
  const [text, setText] = useState(initial)
  const [Combobox, load] = useLoadedOnFocus<SearchFieldProps>(id, loadCombobox)
  return (
    <form
      method="get"
      action="/search"
      role="search"
      aria-label="Search the registry"
      className={`relative flex gap-2 print:hidden ${className}`}
    >
      {Combobox === null ? (
        <input
          {...SEARCH_FIELD}
          id={id}
          placeholder={placeholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onFocus={load}
        />
      ) : (
        <Combobox id={id} placeholder={placeholder} text={text} onText={setText} />
      )}
      {button && (
        <button type="submit" className={QUIET_BUTTON}>
          Search
        </button>
      )}
    </form>
  )
}
