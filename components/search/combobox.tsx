'use client'

import { useCombobox } from 'downshift'
import { useRouter } from 'next/navigation'
import type { SearchResult } from '@/lib/search/schema'
import { SEARCH_FIELD, type SearchFieldProps } from './field'
import { Suggested } from './suggested'
import { useSuggestions } from './use-suggestions'

/** The search field with results while typing. It takes the place of a plain one that has the focus. */
export function SearchCombobox({ id, placeholder, text, onText }: SearchFieldProps) {
  const router = useRouter()
  const { groups, failed } = useSuggestions(text)
  const items = groups.flatMap(({ results }) => results)
  const { getInputProps, getMenuProps, getItemProps, isOpen, highlightedIndex } = useCombobox<SearchResult>({
    id,
    inputId: id,
    items,
    inputValue: text,
    selectedItem: null,
    initialIsOpen: true,
    itemToString: () => text,
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem) router.push(selectedItem.url)
    },
  })
  const open = isOpen && text.trim() !== '' && (items.length > 0 || failed)
  return (
    <>
      <input
        {...getInputProps({
          ...SEARCH_FIELD,
          placeholder,
          autoFocus: true,
          onFocus: ({ currentTarget }: React.FocusEvent<HTMLInputElement>) =>
            currentTarget.setSelectionRange(text.length, text.length),
          onKeyDown: (event: React.KeyboardEvent) => {
            // Without a choice Enter is the form's: downshift would only close the list.
            if (event.key === 'Enter' && highlightedIndex < 0)
              Object.assign(event.nativeEvent, { preventDownshiftDefault: true })
          },
          // Here and not in onInputValueChange: a controlled field must change at once, or the caret jumps to its end.
          onChange: (event: React.ChangeEvent<HTMLInputElement>) => onText(event.target.value),
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
      <p aria-live="polite" className="sr-only">
        {open ? `${items.length} results. Use the arrow keys.` : ''}
      </p>
    </>
  )
}
