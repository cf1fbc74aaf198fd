import { Link } from '@/components/site/link'
import { RatioText } from '@/components/reports/ratio-text'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { count, exact, readable, times } from '@/components/text/format'
import { ExternalLink } from '@/components/text/external-link'
import { Section } from '@/components/text/section'
import type { EffectRecord } from '@/lib/effects/schema'
import type { ReportRecord } from '@/lib/reports/schema'
import { removalsOf, type MeasuredEffect, type Removal } from './beside'

/** What publications print about removing weights, beside what was measured here. */
export function EffectsBeside({
  effects,
  reports,
}: {
  effects: readonly EffectRecord[]
  reports: readonly ReportRecord[]
}) {
  const removals = removalsOf(effects, reports)
  if (removals.every(({ measured }) => measured === null)) return null
  return (
    <Section
      id="measured"
      title="Measured here, and published"
      intro="How many times larger the perplexity becomes. Corpora and windows differ, so that figures of a row agree in size at best."
    >
      <Table
        stacked
        caption="A row for each removal: what was measured here, and what publications print about the same weights."
        head={
          <>
            <Th>Removed</Th>
            <Th>Measured here</Th>
            <Th>Published</Th>
          </>
        }
      >
        {removals.map((removal) => (
          <Tr key={removal.weights.map(({ id }) => id).join(' ')}>
            <RowHead>
              <Removed removal={removal} />
            </RowHead>
            <Td label="Measured here">
              <Measured measured={removal.measured} />
            </Td>
            <Td label="Published">
              <Published effects={removal.published} />
            </Td>
          </Tr>
        ))}
      </Table>
    </Section>
  )
}

function Removed({ removal: { weights } }: { removal: Removal }) {
  return weights.map(({ id, words }, i) => (
    <span key={id}>
      {i > 0 && ', '}
      <Link href={`/weights/${id}`} className="link whitespace-nowrap">
        {words}
      </Link>
    </span>
  ))
}

function Measured({ measured }: { measured: MeasuredEffect | null }) {
  if (!measured) return <span className="text-muted">not measured</span>
  const { damage, intact, report } = measured
  const run = report.report.perplexity.at(-1)
  return (
    <>
      <RatioText value={damage} />
      <span className="block text-note text-muted">
        {intact !== null && `from ${readable(intact)}, `}
        {run && `${count(run.windows)} × ${count(run.window_tokens)} tokens of ${run.corpus.id}; `}
        <Link href={`/reports/${report.sha256}`} className="link">
          report
        </Link>
      </span>
    </>
  )
}

function Published({ effects }: { effects: readonly EffectRecord[] }) {
  if (effects.length === 0) return <span className="text-muted">nothing</span>
  return (
    <ul className="space-y-1">
      {effects.map(({ metric, before, after, ratio, corpus, approximate, source }, i) => (
        <li key={i}>
          {approximate && 'about '}
          {ratio !== null && `${times(ratio)} `}
          <span className="text-note text-muted">
            {metric === 'accuracy' && 'accuracy '}
            {before !== null && after !== null && `${exact(before)} → ${exact(after)} `}
            {corpus && `on ${corpus}, `}
            <ExternalLink href={source.url}>{source.citation.replace(/\.$/, '')}</ExternalLink>
          </span>
        </li>
      ))}
    </ul>
  )
}
