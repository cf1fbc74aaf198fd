import Link from 'next/link'
import { exact, times } from '@/components/text/format'
import { Out } from '@/components/text/out'
import { Section } from '@/components/text/section'
import { readingOf } from '@/lib/coordinates'
import type { EffectRecord } from '@/lib/effects/schema'

const INTRO =
  'What publications printed, each under its own conditions. They are not measured here and not comparable: neither with each other nor with what this registry measures.'

/**
 * Damages that publications printed, one beneath the other and never in columns: their corpora and windows differ.
 * @param own records whose page this is: what else was removed with them is linked
 */
export function PublishedEffects({ effects, own = [] }: { effects: readonly EffectRecord[]; own?: readonly string[] }) {
  if (effects.length === 0) return null
  return (
    <Section id="published-effects" title="Published effects, not measured here" intro={INTRO}>
      <ol className="space-y-6">
        {effects.map((effect, i) => (
          <li key={i} className="max-w-prose border-t border-rule pt-4">
            <p>
              <span className="font-semibold">
                <Removed effect={effect} own={own} />
              </span>
              : {METRICS[effect.metric]} on {effect.corpus ?? 'a corpus that is not on record'}{' '}
              <Figures effect={effect} />.
            </p>
            <p className="mt-1 text-note text-muted wrap-anywhere">
              Published by <Source source={effect.source} />
              {effect.source.where && `, ${effect.source.where}`}. {effect.conditions ?? effect.missing['conditions']}
            </p>
            {effect.note && <p className="mt-1 text-note text-muted">{effect.note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

const METRICS: Readonly<Record<EffectRecord['metric'], string>> = { perplexity: 'perplexity', accuracy: 'accuracy' }

function Figures({ effect }: { effect: EffectRecord }) {
  const { before, after, ratio, approximate } = effect
  const unit = effect.metric === 'accuracy' ? ' %' : ''
  const about = approximate ? 'about ' : ''
  const figure = (x: number) => `${exact(x)}${unit}`
  return (
    <span className="tabular">
      {before !== null && after !== null && `${about}${figure(before)} intact, ${figure(after)} without`}
      {before !== null && after === null && `${about}${figure(before)} intact`}
      {ratio !== null && ` (${after === null ? about : ''}${times(ratio)}${after === null ? ' without' : ''})`}
    </span>
  )
}

/** What was removed, in words: this one alone, or with which others. */
function Removed({ effect, own }: { effect: EffectRecord; own: readonly string[] }) {
  const { weights, experts } = effect.removed
  if (experts.length > 0)
    return `Pruned ${experts.map(({ layer, expert }) => `${expert === 'shared' ? 'the shared expert' : `expert ${expert}`} of layer ${layer}`).join(' and ')}`
  const [only] = own
  if (own.length === 1 && weights.length === 1 && weights[0]?.id === only) return 'Removed alone'
  if (own.length > 1 && weights.length === own.length)
    return own.length === 2 ? 'Both removed together' : `All ${own.length} removed together`
  const others = own.length === 1 ? weights.filter(({ id }) => id !== only) : weights
  return (
    <>
      {own.length === 1 ? 'Removed together with ' : ''}
      {others.map(({ id, tensor, row, col }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <Link href={`/weights/${id}`} className="link">
            {own.length !== 1 && i === 0 ? 'Layer' : 'layer'} {readingOf({ tensor, row, col }, 'out-in').layer} [{row},{' '}
            {col}]
          </Link>
        </span>
      ))}
      {own.length === 1 ? '' : weights.length === 1 ? ' removed alone' : ' removed together'}
    </>
  )
}

/** A publication; or, where a figure has none, the page of this site that says so. */
function Source({ source: { url, citation } }: { source: EffectRecord['source'] }) {
  const words = citation.replace(/\.$/, '')
  if (!url.startsWith('/')) return <Out href={url}>{words}</Out>
  return (
    <Link href={url} className="link">
      {words}
    </Link>
  )
}
