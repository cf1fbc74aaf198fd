'use client'

import { useDeferredValue } from 'react'

/**
 * Whether JavaScript runs: false on the server and in the first render, so that both give the same page. What it shows comes in a render of its own, which
 * may be interrupted: the page answers a reader first.
 */
export function useInBrowser(): boolean {
  return useDeferredValue(true, false)
}
