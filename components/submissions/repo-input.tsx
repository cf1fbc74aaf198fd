'use client'

import { type ComponentType, useState } from 'react'
import type { RepoInputProps } from './repo-combobox'

/** The input of the model: a plain one until it gets the focus, since what suggests names need not be loaded before. */
export function RepoInput(props: RepoInputProps) {
  const [Combobox, setCombobox] = useState<ComponentType<RepoInputProps> | null>(null)
  if (Combobox !== null) return <Combobox {...props} />
  const load = async () => {
    const loaded = await loadCombobox()
    if (loaded && document.activeElement?.id === props.input.id) setCombobox(() => loaded)
  }
  return <input {...props.input} onFocus={() => void load()} />
}

/** Null without a connection: the field still works, and the next focus tries again. */
async function loadCombobox(): Promise<ComponentType<RepoInputProps> | null> {
  try {
    return (await import('./repo-combobox')).RepoCombobox
  } catch {
    return null
  }
}
