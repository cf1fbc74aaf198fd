'use client'

import { useSyncExternalStore } from 'react'
import type { Theme } from '@/lib/theme'

const DARK = '(prefers-color-scheme: dark)'

const nothing = () => () => undefined

/** Whether JavaScript runs: false on the server and in the first render, so that both give the same page. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  )
}

/** The system's colour scheme; null on the server, which cannot know it. */
export function useSystemTheme(): Theme | null {
  return useSyncExternalStore(
    subscribe,
    () => (window.matchMedia(DARK).matches ? 'dark' : 'light'),
    () => null,
  )
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(DARK)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}
