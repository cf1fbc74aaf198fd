import { Link } from '@/components/site/link'
import { exact, times } from '@/components/text/format'
import { ExternalLink } from '@/components/text/external-link'
import { Section } from '@/components/text/section'
import { readingOf } from '@/lib/coordinates'
import { isUnnamed } from '@/lib/effects/literature-schema'
import type { EffectRecord } from '@/lib/effects/schema'

const INTRO =
  'Figures as printed, each under its own conditions. They were not measured here and are not comparable, neither with each other nor with this registry’s measurements.'

const INTRO_UNNAMED =
  'No publication gives these figures, so they cannot be checked. They are rounded, and were not measured here.'

interface EffectsProps {
  readonly effects: readonly EffectRecord[]
  /** Records whose page this is: what else was removed with them is linked. */
  readonly own?: readonly string[]
}

/** Damages printed in publications and, apart from them, figures without a known source. */
export function PublishedEffects({ effects, own = [] }: EffectsProps) {
  const unnamed = effects.filter(({ source }) => isUnnamed(source))
  const published = effects.filter(({ source }) => !isUnnamed(source))
  return (
    <>
      {published.length > 0 && (
        <Section id="published-effects" title="Published effects, not measured here" intro={INTRO}>
          <Effects effects={published} own={own} />
        </Section>
      )}
      {unnamed.length > 0 && (
        <Section id="unnamed-effects" title="Approximate figures, source unnamed" intro={INTRO_UNNAMED}>
          <Effects effects={unnamed} own={own} />
        </Section>
      )}
    </>
  )
}

/** One beneath the other and never in columns: their corpora and windows differ. */
function Effects({ effects, own = [] }: EffectsProps) {
  return (
    <ol className="space-y-6">
      {effects.map((effect, i) => (
        <li key={i} className="max-w-prose border-t border-rule pt-4">
          <p>
            <span className="font-semibold">
              <Removed effect={effect} own={own} />
            </span>
            : {METRICS[effect.metric]} on {effect.corpus ?? 'an unknown corpus'} <Figures effect={effect} />.
          </p>
          <p className="mt-1 text-note text-muted wrap-anywhere">
            <Source source={effect.source} /> {effect.conditions ?? effect.missing['conditions']}
          </p>
          {effect.note && <p className="mt-1 text-note text-muted">{effect.note}</p>}
        </li>
      ))}
    </ol>
  )
}

const METRICS: Readonly<Record<EffectRecord['metric'], string>> = { perplexity: 'perplexity', accuracy: 'accuracy' }

/** A ratio that a source gives has the digits that it gives: ×1 is not ×1.00. */
const grouped = (ratio: number) => ratio.toLocaleString('en-GB', { maximumFractionDigits: 20 })

function Figures({ effect }: { effect: EffectRecord }) {
  const { before, after, ratio, approximate } = effect
  const unit = effect.metric === 'accuracy' ? ' %' : ''
  const about = approximate ? 'about ' : ''
  const figure = (x: number) => `${exact(x)}${unit}`
  return (
    <span className="tabular">
      {before !== null && after !== null && `${about}${figure(before)} intact, ${figure(after)} without`}
      {before !== null && after === null && `${about}${figure(before)} intact`}
      {ratio !== null && ` (${after === null ? `${about}×${grouped(ratio)} without` : times(ratio)})`}
    </span>
  )
}

/** What was removed, in words: this weight alone, or together with which others. */
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

/** A publication, or the page of this site that says what is known about a figure without one. */
function Source({ source }: { source: EffectRecord['source'] }) {
  const { url, citation, where } = source
  const words = citation.replace(/\.$/, '')
  if (isUnnamed(source))
    return (
      <>
        {words} (
        <Link href={url} className="link">
          what is known about it
        </Link>
        ).
      </>
    )
  return (
    <>
      Published by <ExternalLink href={url}>{words}</ExternalLink>
      {where && `, ${where}`}.
    </>
  )
}
