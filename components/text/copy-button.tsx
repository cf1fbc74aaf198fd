'use client'

import { useEffect, useState } from 'react'
import { useInBrowser } from '@/components/site/in-browser'

/** How long "copied" is shown, in milliseconds. */
const SHOWN_MS = 2_000

/** Copies a text; `what` names it for screen readers, `words` are shown. Hidden without JavaScript, where the text can still be selected. */
export function CopyButton({ text, what, words = 'Copy' }: { text: string; what: string; words?: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')
  const inBrowser = useInBrowser()
  useEffect(() => {
    if (state === 'ready') return
    const timer = setTimeout(() => setState('ready'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    // Browsers refuse clipboard access on plain HTTP other than localhost: then say so.
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setState(done ? 'copied' : 'refused')
  }
  if (!inBrowser) return null
  return (
    <button
      type="button"
      onClick={() => void copy()}
      aria-label={`Copy ${what}`}
      className="shrink-0 cursor-pointer text-note text-muted underline decoration-rule underline-offset-4 hover:text-accent print:hidden"
    >
      <span aria-live="polite">{state === 'copied' ? 'Copied' : state === 'refused' ? 'Select it' : words}</span>
    </button>
  )
}
