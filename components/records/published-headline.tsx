import { ExternalLink } from '@/components/text/external-link'
import { exact, times } from '@/components/text/format'
import type { EffectRecord } from '@/lib/effects/schema'
import { isUnnamed } from '@/lib/effects/literature-schema'

/** In place of a headline of our own: the largest perplexity that a publication prints for exactly these weights, as theirs. */
export function PublishedHeadline({ effects, own }: { effects: readonly EffectRecord[]; own: readonly string[] }) {
  const effect = largestOf(effects, own)
  if (!effect) return null
  const { before, after, ratio, source, corpus } = effect
  return (
    <section aria-labelledby="headline" className="mt-8 border-y border-rule py-5">
      <h2 id="headline" className="text-[1.1875rem]">
        Published, not measured here
      </h2>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <span className="font-serif text-[2.5rem] leading-none text-muted tabular">
          {ratio === null ? '' : `${effect.approximate ? 'about ' : ''}${times(ratio)}`}
        </span>
        <span>
          {before !== null && after !== null && `perplexity ${exact(before)} → ${exact(after)} `}
          {corpus && (
            <>
              on <span className="whitespace-nowrap">{corpus},</span>{' '}
            </>
          )}
          as printed by <ExternalLink href={source.url}>{source.citation.replace(/\.$/, '')}</ExternalLink>
        </span>
      </p>
    </section>
  )
}

/** Of figures for exactly these weights, the one with the largest damage. */
function largestOf(effects: readonly EffectRecord[], own: readonly string[]): EffectRecord | undefined {
  return effects
    .filter(
      ({ metric, ratio, source, removed: { weights, experts } }) =>
        metric === 'perplexity' &&
        ratio !== null &&
        !isUnnamed(source) &&
        experts.length === 0 &&
        weights.length === own.length &&
        weights.every(({ id }) => own.includes(id)),
    )
    .toSorted((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0))[0]
}
