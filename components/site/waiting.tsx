'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { leadsAway, markAnswer } from './waiting-for'

/** Most pages come sooner: then nothing flickers. */
const SHOWN_AFTER_MS = 400
/** A browser does not say that a reader stopped it, and no answer takes longer. */
const GIVEN_UP_AFTER_MS = 60_000

/**
 * Shows a skeleton in the place of the answer while the next page is made: what it reads from the Hub takes seconds. A skeleton in the page itself
 * would be sent before its status is known, and without scripts it would stay (docs/decisions/040).
 */
export function Waiting() {
  const address = `${usePathname()}?${useSearchParams().toString()}`
  const [from, setFrom] = useState<{ readonly address: string; readonly answer: Element } | null>(null)
  const waits = from !== null && from.address === address
  useEffect(() => {
    const start = (event: Event) => {
      const answer = leadsAway(event)
      if (answer) setFrom({ address, answer })
    }
    const stop = () => setFrom(null)
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') stop()
    }
    document.addEventListener('click', start)
    document.addEventListener('submit', start)
    document.addEventListener('keydown', onKey)
    window.addEventListener('pageshow', stop) // a page that the browser kept
    return () => {
      document.removeEventListener('click', start)
      document.removeEventListener('submit', start)
      document.removeEventListener('keydown', onKey)
      window.removeEventListener('pageshow', stop)
    }
  }, [address])
  const shown = useLate(waits ? from : null)
  useEffect(() => (shown ? markAnswer(shown.answer, () => setFrom(null), GIVEN_UP_AFTER_MS) : undefined), [shown])
  return (
    <p role="status" className="sr-only">
      {shown ? 'Loading …' : ''}
    </p>
  )
}

/** The value, a while after it came. */
function useLate<T>(value: T | null): T | null {
  const [late, setLate] = useState<T | null>(null)
  useEffect(() => {
    if (value === null) return
    const timer = setTimeout(() => setLate(value), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [value])
  return late === value ? late : null
}
