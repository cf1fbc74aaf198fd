import { Coordinate } from '@/components/text/coordinate'
import { Fact, Facts } from '@/components/text/facts'
import { count, exact } from '@/components/text/format'
import { ExternalLink } from '@/components/text/external-link'
import { publishedValueOf } from '@/lib/claims/published-value'
import type { WeightRecord } from '@/lib/weights/schema'
import { CommitLink } from '@/components/text/commit-link'
import { Link } from '@/components/site/link'

/** The record's coordinate in both readings: the index as stored, and its meaning in the network. */
export function Readings({ weight }: { weight: WeightRecord }) {
  const { missing } = weight
  return (
    <Facts>
      <Fact name="As stored">
        <Coordinate tensor={weight.tensor} row={weight.row} col={weight.col} className="text-[0.875rem]" />
      </Fact>
      <Fact name="Meaning">
        layer {weight.layer}
        {weight.expert !== null && `, expert ${weight.expert}`}, from input neuron{' '}
        <strong>{weight.input_neuron}</strong> to output channel <strong>{weight.output_channel}</strong>
      </Fact>
      <Fact name="Value" absent={missing['value'] ?? 'not read yet'}>
        {weight.value === null ? (
          publishedValue(weight)
        ) : (
          <>
            {exact(weight.value)}
            {weight.bits && <span className="text-muted"> (bits {weight.bits})</span>}
          </>
        )}
      </Fact>
      <Fact name="Tensor" absent={missing['shape'] ?? 'not read yet'}>
        {weight.shape
          ? `${count(weight.shape[0])} × ${count(weight.shape[1])}, ${weight.dtype ?? 'dtype not known'}`
          : null}
      </Fact>
      <Fact name="Model">
        <Link href={`/models/${weight.repo}`} className="link">
          {weight.repo}
        </Link>
        {weight.gated && (
          <span className="text-muted"> (gated on the Hub: reading it there needs the owner’s permission)</span>
        )}
      </Fact>
      <Fact name="Commit" absent={missing['commit'] ?? 'no source names one'}>
        {weight.commit ? <CommitLink repo={weight.repo} commit={weight.commit} /> : null}
      </Fact>
    </Facts>
  )
}

/** The value according to others, marked as theirs; null if nobody gives one. */
function publishedValue({ claims }: WeightRecord): React.ReactNode {
  const published = publishedValueOf(claims)
  if (!published) return null
  const { value, sources, submission } = published
  return (
    <>
      {exact(value)}{' '}
      <span className="text-muted">
        {submission ? 'as claimed by ' : 'as published by '}
        {submission && (
          <Link href={`/submissions/${submission}`} className="link">
            {submission}
          </Link>
        )}
        {sources.map((source, i) => (
          <span key={source.key}>
            {i > 0 && ', '}
            <ExternalLink href={source.url}>{source.citation.replace(/\.$/, '')}</ExternalLink>
          </span>
        ))}
        ; not read here
      </span>
    </>
  )
}
