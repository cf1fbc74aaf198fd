'use client'

import { useSyncExternalStore } from 'react'

const nothing = () => () => undefined

/** Whether JavaScript runs: false on the server and in the first render, so that both give the same page. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  )
}
