import type { KeepEntry } from './schema'

/** Whether nothing is left to keep of an entry: the base model's weights, and hardly a trace of them here. */
export const isGone = ({ members }: Pick<KeepEntry, 'members'>): boolean =>
  members.every(({ compared }) => compared === 'gone')
