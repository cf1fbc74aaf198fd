'use client'

import { useLayoutEffect, useRef } from 'react'

/**
 * What the input of a combobox needs that takes the place of a plain one while somebody types in it: the focus with the caret at the end, once, unless they
 * have gone on to another field, and the keys of its form.
 * @param highlightedIndex of the combobox; negative for none
 */
export function useTypedInput(onText: (text: string) => void, highlightedIndex: number) {
  const ref = useRef<HTMLInputElement>(null)
  // Before the browser hands over the next key, which would go to the page otherwise.
  useLayoutEffect(() => {
    if (document.activeElement !== document.body) return
    const end = ref.current?.value.length ?? 0
    ref.current?.focus()
    ref.current?.setSelectionRange(end, end)
  }, [])
  return {
    ref,
    onKeyDown: (event: React.KeyboardEvent) => {
      // Without a choice Enter is the form's: downshift would only close the list.
      if (event.key === 'Enter' && highlightedIndex < 0)
        Object.assign(event.nativeEvent, { preventDownshiftDefault: true })
    },
    // Here and not in onInputValueChange: a controlled field must change at once, or the caret jumps to its end.
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onText(event.target.value),
  }
}
