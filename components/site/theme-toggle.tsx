'use client'

import { useState } from 'react'
import { useSystemTheme } from './in-browser'
import { THEME_COOKIE, type Theme } from '@/lib/theme'

/** One year in seconds: this is a preference, not a session. */
const KEPT_SECONDS = 31_536_000

/** Switches between light and dark. Hidden without JavaScript: the system decides. */
export function ThemeToggle({ chosen }: { chosen: Theme | null }) {
  const system = useSystemTheme()
  const [picked, setPicked] = useState(chosen)
  if (system === null) return null
  const next: Theme = (picked ?? system) === 'dark' ? 'light' : 'dark'
  const toggle = () => {
    document.documentElement.dataset['theme'] = next
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${KEPT_SECONDS}; samesite=lax`
    setPicked(next)
  }
  return (
    <button
      type="button"
      onClick={toggle}
      className="cursor-pointer text-muted underline decoration-rule underline-offset-4 hover:text-accent print:hidden"
    >
      {next === 'dark' ? 'Dark' : 'Light'} appearance
    </button>
  )
}
