import type { KeepAnswer } from '@/lib/keep/answers/schema'
import type { KnownWeight } from './audit'

/** The weights of a registry's answer about the base model, each once, in the answer's order. */
export function knownIn({ entries }: Pick<KeepAnswer, 'entries'>): KnownWeight[] {
  const known = entries.flatMap(({ evidence, members }) =>
    members.map(({ weight, tensor, row, col, layer, expert, value }): KnownWeight => ({
      tensor,
      row,
      col,
      layer,
      expert,
      record: weight,
      verified: evidence === 'verified',
      value,
    })),
  )
  return [...new Map(known.map((one) => [one.record, one])).values()]
}
