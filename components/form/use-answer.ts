'use client'

import { useEffect, useState } from 'react'

/** What an address of the API answered; `ok` is false and `body` a problem or null where it did not. */
export interface Answered {
  readonly address: string
  readonly ok: boolean
  readonly body: unknown
}

/**
 * Asks an address that changes as one types: after a pause, and never for one that has changed meanwhile.
 * @param address null for none
 * @param pauseMs in milliseconds
 * @returns the latest answer, which may be that of an earlier address; null before the first
 */
export function useAnswer(address: string | null, pauseMs: number): Answered | null {
  const [answered, setAnswered] = useState<Answered | null>(null)
  useEffect(() => {
    if (address === null) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      void ask(address, abort.signal).then((answer) => {
        if (!abort.signal.aborted) setAnswered(answer)
      })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [address, pauseMs])
  return answered
}

async function ask(address: string, signal: AbortSignal): Promise<Answered> {
  try {
    const answer = await fetch(address, { signal })
    return { address, ok: answer.ok, body: (await answer.json()) as unknown }
  } catch {
    // Aborted by the next letter, or without a connection: the form still works.
    return { address, ok: false, body: null }
  }
}
