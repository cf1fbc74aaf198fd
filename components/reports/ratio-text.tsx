import { readable, times } from '@/components/text/format'
import type { RatioRecord } from '@/lib/protocol'

/** R in words: `×62.3`. */
export const ratioWords = ({ ratio, infinite }: RatioRecord): string =>
  infinite ? '×∞' : ratio === null ? 'not a number' : times(ratio)

/** R with its interval: how many times worse the model gets. */
export function RatioText({ value, plain = false }: { value: RatioRecord | null; plain?: boolean }) {
  if (!value) return <span className="whitespace-nowrap text-muted">not measured</span>
  if (value.infinite) return <span>∞</span>
  if (value.ratio === null) return <span className="text-muted">not a number</span>
  return (
    <span className="tabular">
      <span className="whitespace-nowrap">{times(value.ratio)}</span>
      {!plain && value.lower !== null && value.upper !== null && (
        <span className="whitespace-nowrap text-muted">
          {' '}
          ({readable(value.lower)} to {readable(value.upper)})
        </span>
      )}
    </span>
  )
}
