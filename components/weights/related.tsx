import { Link } from '@/components/site/link'
import { ClassBadge } from '@/components/status/weight-class'
import { LEVEL_TEXTS } from '@/components/status/level'
import { Coordinate } from '@/components/text/coordinate'
import { Section } from '@/components/text/section'
import { WeightClass } from '@/lib/protocol'
import type { RelatedWeight, RelatedWeights } from '@/lib/weights/related'
import type { WeightRecord } from '@/lib/weights/schema'

/** Records that share the neuron, the channel or the coordinate. */
export function Related({ weight, related }: { weight: WeightRecord; related: RelatedWeights }) {
  const groups = [
    [`Same input neuron, ${weight.input_neuron}`, related.neuron],
    [`Same output channel, ${weight.output_channel}`, related.channel],
    ['Same coordinate elsewhere', related.elsewhere],
  ] as const
  const known = groups.filter(([, found]) => found.length > 0)
  if (known.length === 0) return null
  return (
    <Section id="related" title="Related records">
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-2 lg:grid-cols-3">
        {known.map(([title, found]) => (
          <div key={title} className="min-w-0">
            <h3 className="mb-2 text-[1.0625rem]">{title}</h3>
            <ul className="space-y-2 text-[0.9375rem]">
              {found.map((other) => (
                <RelatedItem key={other.id} other={other} repo={weight.repo} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  )
}

function RelatedItem({ other, repo }: { other: RelatedWeight; repo: string }) {
  return (
    <li>
      <Link href={`/weights/${other.id}`} className="link tabular">
        {other.id}
      </Link>{' '}
      {other.repo !== repo && <span className="wrap-anywhere">{other.repo} </span>}
      <span className="text-muted">
        level {other.level} {LEVEL_TEXTS[other.level]?.[0]}
        {other.class && ', '}
      </span>
      {other.class && <ClassBadge value={WeightClass.parse(other.class)} />}
      <Coordinate tensor={other.tensor} row={other.row} col={other.col} className="block text-[0.8125rem] text-muted" />
    </li>
  )
}
