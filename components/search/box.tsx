'use client'

import { useCombobox } from 'downshift'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FIELD, QUIET_BUTTON } from '@/components/form/controls'
import { MAX_QUESTION_LENGTH, type SearchResult } from '@/lib/search/schema'
import { Suggested } from './suggested'
import { useSlash } from './use-slash'
import { useSuggestions } from './use-suggestions'

interface SearchBoxProps {
  /** Unique on the page. */
  readonly id: string
  readonly initial?: string
  readonly placeholder?: string
  readonly className?: string
  /** Whether a button stands beside it. */
  readonly button?: boolean
}

/** The box that finds anything on record: a form without JavaScript, with results while typing otherwise. */
export function SearchBox({
  id,
  initial = '',
  placeholder = 'Search',
  className = '',
  button = false,
}: SearchBoxProps) {
  const router = useRouter()
  const [text, setText] = useState(initial)
  const { groups, failed } = useSuggestions(text)
  const items = groups.flatMap(({ results }) => results)
  const { getInputProps, getMenuProps, getItemProps, isOpen, highlightedIndex } = useCombobox<SearchResult>({
    id,
    inputId: id,
    items,
    inputValue: text,
    selectedItem: null,
    itemToString: () => text,
    // Here and not in onInputValueChange: a controlled field must change at once, or the caret jumps to its end.
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem) router.push(selectedItem.url)
    },
  })
  useSlash(id)
  const open = isOpen && text.trim() !== '' && (items.length > 0 || failed)
  return (
    <form
      method="get"
      action="/search"
      role="search"
      aria-label="Search the registry"
      className={`relative flex gap-2 print:hidden ${className}`}
    >
      <input
        {...getInputProps({
          name: 'q',
          type: 'search',
          maxLength: MAX_QUESTION_LENGTH,
          placeholder,
          autoComplete: 'off',
          spellCheck: false,
          'aria-label': 'Search for a model, a coordinate, an id, a paper',
          'aria-keyshortcuts': '/',
          className: FIELD,
          onKeyDown: (event: React.KeyboardEvent) => {
            // Without a choice Enter is the form's: downshift would only close the list.
            if (event.key === 'Enter' && highlightedIndex < 0)
              Object.assign(event.nativeEvent, { preventDownshiftDefault: true })
          },
          onChange: (event: React.ChangeEvent<HTMLInputElement>) => setText(event.target.value),
        })}
      />
      <div
        {...getMenuProps({ 'aria-label': 'Results', hidden: !open })}
        className="absolute inset-x-0 top-full z-20 max-h-[70vh] min-w-[min(26rem,90vw)] overflow-y-auto border border-edge bg-paper shadow-lg"
      >
        {open && (
          <Suggested
            groups={groups}
            highlighted={highlightedIndex}
            itemProps={(item, index) => getItemProps({ item, index })}
          />
        )}
        {open && failed && (
          <p className="px-3 py-2 text-note text-muted">No suggestions at the moment. Press Enter to search.</p>
        )}
      </div>
      {button && (
        <button type="submit" className={QUIET_BUTTON}>
          Search
        </button>
      )}
      <p aria-live="polite" className="sr-only">
        {open ? `${items.length} results. Use the arrow keys.` : ''}
      </p>
    </form>
  )
}
