import type { WeightClass } from '@/lib/protocol'

/** The classes in words (protocol, section 4). */
export const CLASS_TEXTS: Readonly<Record<WeightClass, string>> = {
  A: 'super weight',
  B: 'super-weight set',
  C: 'damaging',
  D: 'inert alone',
}

/**
 * A class as letter and words, or why there is none.
 * @param several the claim is, or may be, about several weights: "alone" would be wrong
 */
export function ClassBadge({
  value,
  none = 'not measured',
  several = false,
}: {
  value: WeightClass | null
  none?: string
  several?: boolean
}) {
  if (!value) return <span className="whitespace-nowrap text-muted">{none}</span>
  return (
    <span className="whitespace-nowrap">
      <span className="font-semibold">{value}</span>{' '}
      <span className="text-muted">{several && value === 'D' ? 'inert' : CLASS_TEXTS[value]}</span>
    </span>
  )
}
