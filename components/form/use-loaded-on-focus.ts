'use client'

import { type ComponentType, useState } from 'react'

/**
 * A component that takes the place of an input once that has the focus: most pages are read without it.
 * @param id of the input
 * @returns the component, null until it is loaded, and what the input calls when it gets the focus
 */
export function useLoadedOnFocus<Props>(
  id: string | undefined,
  load: () => Promise<ComponentType<Props>>,
): [ComponentType<Props> | null, () => void] {
  const [loaded, setLoaded] = useState<ComponentType<Props> | null>(null)
  const start = async () => {
    const component = await loadedOrNull(load)
    if (component && document.activeElement?.id === id) setLoaded(() => component)
  }
  return [loaded, () => void start()]
}

/** Null without a connection: the input still works, and the next focus tries again. */
async function loadedOrNull<Props>(load: () => Promise<ComponentType<Props>>): Promise<ComponentType<Props> | null> {
  try {
    return await load()
  } catch {
    return null
  }
}
