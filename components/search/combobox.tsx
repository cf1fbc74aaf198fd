'use client'

import { useTypedInput } from '@/components/form/use-typed-input'
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
  const typed = useTypedInput(onText, highlightedIndex)
  const open = isOpen && text.trim() !== '' && (items.length > 0 || failed)
  return (
    <>
      <input
        {...getInputProps({
          ...SEARCH_FIELD,
          placeholder,
          ...typed,
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
