'use client'

import { useCombobox } from 'downshift'
import type { InputAttributes } from '@/components/form/field'
import { count } from '@/components/text/format'
import type { SuggestedRepo } from '@/lib/suggestions/suggest-repos'
import { useTypedInput } from '@/components/form/use-typed-input'
import { useRepos } from './use-repos'

/** A field with its text, and whom to tell of a new one. */
export interface RepoInputProps {
  readonly input: InputAttributes
  readonly text: string
  readonly onText: (text: string) => void
}

/** The field of the model with names from the Hub while one types. It takes the place of a plain one that has the focus. */
export function RepoCombobox({ input, text, onText }: RepoInputProps) {
  const { repos, failed } = useRepos(text)
  const { getInputProps, getMenuProps, getItemProps, isOpen, highlightedIndex } = useCombobox<SuggestedRepo>({
    id: 'repo',
    inputId: 'repo',
    items: [...repos],
    inputValue: text,
    selectedItem: null,
    itemToString: (item) => item?.repo ?? '',
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem) onText(selectedItem.repo)
    },
  })
  const typed = useTypedInput(onText, highlightedIndex)
  const open = isOpen && text.trim().length > 1 && (repos.length > 0 || failed)
  return (
    <div className="relative">
      <input
        {...getInputProps({
          ...input,
          ...typed,
        })}
      />
      <div
        {...getMenuProps({ 'aria-label': 'Models of the Hub', hidden: !open })}
        className="absolute inset-x-0 top-full z-20 max-h-[60vh] overflow-y-auto border border-edge bg-paper shadow-lg"
      >
        {open &&
          repos.map((item, index) => (
            <div
              key={item.repo}
              {...getItemProps({ item, index })}
              className={`cursor-pointer px-3 py-1.5 ${index === highlightedIndex ? 'bg-tint' : ''}`}
            >
              <span className="block wrap-anywhere">{item.repo}</span>
              <span className="block text-note text-muted">{factsOf(item)}</span>
            </div>
          ))}
        {open && failed && (
          <p className="px-3 py-2 text-note text-muted">No suggestions now: write the name in full.</p>
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {open ? `${repos.length} models. Use the arrow keys.` : ''}
      </p>
    </div>
  )
}

function factsOf({ downloads, gated, on_record: known }: SuggestedRepo): string {
  return [
    ...(known ? ['on record here'] : []),
    ...(downloads > 0 ? [`${count(downloads)} downloads`] : []),
    gated ? 'gated' : 'public',
  ].join(', ')
}
