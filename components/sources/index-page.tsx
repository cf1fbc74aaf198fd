import { Link } from '@/components/site/link'
import { PageHead } from '@/components/site/page'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { count, plural } from '@/components/text/format'
import { Section } from '@/components/text/section'
import type { WorkSummary } from '@/lib/literature/works-schema'
import { Outcomes } from './outcomes'

/** All sources: those that make claims, and those that only state facts of models. */
export function SourceIndex({ works }: { works: readonly WorkSummary[] }) {
  const claiming = works.filter((work) => work.models > 0 || work.effects > 0)
  const stating = works.filter((work) => !claiming.includes(work) && work.model_facts > 0)
  return (
    <>
      <PageHead title="Sources">
        <p>
          Papers, code, notebooks and discussions: what each claims, and what became of it. A claim counts as verified
          when a run of this registry bore it out, also one that a weight is <em>not</em> a super weight.
        </p>
      </PageHead>
      <div className="mt-10">
        <Works works={claiming} />
      </div>
      {stating.length > 0 && (
        <Section
          id="facts"
          title="Where sizes and depths come from"
          intro="A model whose checkpoint has not been read here has its family, layers and size from one of these. They make no claim about weights."
        >
          <ul className="space-y-1">
            {stating.map((work) => (
              <li key={work.key}>
                <Link href={work.url} className="link">
                  {work.citation}
                </Link>{' '}
                <span className="text-note text-muted">{plural(work.model_facts, 'model')}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Works({ works }: { works: readonly WorkSummary[] }) {
  return (
    <Table
      stacked
      caption={`${plural(works.length, 'source')}, the latest first.`}
      head={
        <>
          <Th>Source</Th>
          <Th>Kind</Th>
          <Th right>Year</Th>
          <Th>Claims</Th>
          <Th>What became of them</Th>
        </>
      }
    >
      {works.map((work) => (
        <Tr key={work.key}>
          <RowHead>
            <Link href={work.url} className="link block max-w-md wrap-anywhere">
              {work.citation.replace(/\.$/, '')}
            </Link>
          </RowHead>
          <Td label="Kind">{work.kind ?? <span className="text-muted">not named</span>}</Td>
          <Td right label="Year">
            {work.year ?? <span className="text-muted">not known</span>}
          </Td>
          <Td label="Claims">
            {claimWords(work).map((words) => (
              <span key={words} className="block">
                {words}
              </span>
            ))}
            {work.models > 0 && <span className="block text-note text-muted">{plural(work.models, 'model')}</span>}
          </Td>
          <Td label="Outcome">
            <Outcomes of={work.outcomes} />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

/** What a work claims: `12 coordinates`, `3 channels`, `2 damages`. */
export function claimWords({ claims, negative_claims: negative, effects }: WorkSummary): string[] {
  const kinds: readonly (readonly [number, string])[] = [
    [claims.coordinates, 'coordinate'],
    [claims.sets, 'set'],
    [claims.channels, 'channel'],
    [claims.neurons, 'neuron'],
    [claims.experts, 'expert'],
    [effects, 'damage'],
  ]
  const words = kinds.flatMap(([n, word]) => (n > 0 ? [plural(n, word)] : []))
  return negative > 0 ? [...words, `${count(negative)} of them negative`] : words
}
