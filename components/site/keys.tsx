'use client'

import { useEffect, useRef, useState } from 'react'
import { useInBrowser } from './in-browser'
import { KeyDialog } from './key-dialog'
import { keysAreOn, switchKeys } from './key-setting'
import { copySubject, focusSearch, isForPage, stepRow } from './key-actions'

/** How long it stays said what was copied, in milliseconds. */
const SAID_MS = 4_000

/** The keys of every page: `/` `j` `k` `c` `?` (what pages give them: key-actions.ts), and the button that lists them. */
export function Keys() {
  const inBrowser = useInBrowser()
  const [open, setOpen] = useState(false)
  const [said, say] = useSaid()
  useEffect(() => {
    const actions: Readonly<Record<string, () => unknown>> = {
      '/': focusSearch,
      j: () => stepRow(1),
      k: () => stepRow(-1),
      c: () => copySubject().then(say),
      '?': () => setOpen(true),
    }
    const onKey = (event: KeyboardEvent) => {
      const act = actions[event.key]
      if (!act || !isForPage(event) || !keysAreOn()) return
      event.preventDefault()
      void act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [say])
  if (!inBrowser) return null
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="cursor-pointer underline decoration-rule underline-offset-4 hover:text-accent"
      >
        Keys
      </button>
      {open && <KeyDialog on={keysAreOn()} onSwitch={switchKeys} onClose={() => setOpen(false)} />}
      <p role="status" className={said === '' ? 'sr-only' : SAID}>
        {said}
      </p>
    </>
  )
}

const SAID =
  'fixed bottom-4 left-1/2 z-20 max-w-[90vw] -translate-x-1/2 truncate border border-edge bg-paper px-4 py-2 text-ink shadow-lg'

function useSaid(): [string, (text: string) => void] {
  const [said, setSaid] = useState('')
  const timer = useRef<number>(undefined)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const [say] = useState(() => (text: string) => {
    setSaid(text)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => setSaid(''), SAID_MS)
  })
  return [said, say]
}
