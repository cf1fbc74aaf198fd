'use client'

import { useEffect, useState } from 'react'
import { useInBrowser } from './in-browser'
import { readTheme, THEME_COOKIE, type Theme } from '@/lib/theme'

/** One year in seconds: this is a preference, not a session. */
const KEPT_SECONDS = 31_536_000

const CHOICES: readonly (readonly [Theme | null, string])[] = [
  [null, 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
]

/** Chooses light, dark or what the system says. Hidden without JavaScript: then the system decides. */
export function ThemeToggle({ chosen }: { chosen: Theme | null }) {
  const [picked, setPicked] = useState(chosen)
  useEffect(() => {
    // A page that the browser kept from before may be older than the choice.
    const onShow = ({ persisted }: PageTransitionEvent) => {
      if (persisted) setPicked(show(stored()))
    }
    window.addEventListener('pageshow', onShow)
    return () => window.removeEventListener('pageshow', onShow)
  }, [])
  if (!useInBrowser()) return null
  return (
    <div role="group" aria-label="Appearance" className="flex gap-x-3">
      {CHOICES.map(([theme, name]) => (
        <button
          key={name}
          type="button"
          aria-pressed={picked === theme}
          onClick={() => setPicked(show(store(theme)))}
          className={`cursor-pointer underline-offset-4 hover:text-accent ${picked === theme ? 'text-ink underline decoration-accent decoration-2' : ''}`}
        >
          {name}
        </button>
      ))}
    </div>
  )
}

function show(theme: Theme | null): Theme | null {
  if (theme === null) delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  return theme
}

function store(theme: Theme | null): Theme | null {
  document.cookie = `${THEME_COOKIE}=${theme ?? ''}; path=/; max-age=${theme === null ? 0 : KEPT_SECONDS}; samesite=lax`
  return theme
}

const stored = () => readTheme(new RegExp(`(?:^|; )${THEME_COOKIE}=([^;]*)`).exec(document.cookie)?.[1])
