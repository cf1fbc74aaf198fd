'use client'

import { useLoadedOnFocus } from '@/components/form/use-loaded-on-focus'
import type { RepoInputProps } from './repo-combobox'

const loadCombobox = async () => (await import('./repo-combobox')).RepoCombobox

/** The input of the model: a plain one until it gets the focus, since what suggests names need not be loaded before. */
export function RepoInput(props: RepoInputProps) {
  const [Combobox, load] = useLoadedOnFocus<RepoInputProps>(props.input.id, loadCombobox)
  return Combobox === null ? <input {...props.input} onFocus={load} /> : <Combobox {...props} />
}
