import { CommitLink } from '@/components/text/commit-link'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { ExternalLink } from '@/components/text/external-link'
import { Section } from '@/components/text/section'
import type { ClaimRecord } from '@/lib/claims/schema'
import { placeWords } from './place'

const INTRO =
  'A channel, a neuron or an expert is not a coordinate: it names no scalar and has no record of its own. It corroborates the records of the coordinates in it. This registry measured nothing in this table.'

/** What publications say about a model’s channels, neurons and experts, each with its source. */
export function UnitClaims({ repo, claims }: { repo: string; claims: readonly ClaimRecord[] }) {
  if (claims.length === 0) return null
  return (
    <Section id="units" title="Published channels, neurons and experts" intro={INTRO}>
      <Table
        caption="Layers count from 0."
        head={
          <>
            <Th>Named</Th>
            <Th>Published by</Th>
            <Th wide>Remark</Th>
          </>
        }
      >
        {claims.map((claim, i) => (
          <Tr key={i}>
            <RowHead>
              <span className="block first-letter:uppercase">{placeWords(claim)}</span>
              {claim.polarity === 'negative' && <strong className="block text-note">published as negative</strong>}
              {claim.withdrawn_at && <strong className="block text-note text-accent">withdrawn</strong>}
            </RowHead>
            <Td>
              {claim.sources.map((source) => (
                <span key={source.key} className="block max-w-prose">
                  <ExternalLink href={source.url}>{source.citation.replace(/\.$/, '')}</ExternalLink>
                  {source.where && <span className="text-note text-muted">; {source.where}</span>}
                </span>
              ))}
              <span className="block text-note text-muted sm:hidden">{claim.note}</span>
            </Td>
            <Td wide>
              <span className="block max-w-prose text-note text-muted">
                {claim.note}
                {claim.commit && (
                  <>
                    {' '}
                    At commit <CommitLink repo={repo} commit={claim.commit} />.
                  </>
                )}
              </span>
            </Td>
          </Tr>
        ))}
      </Table>
    </Section>
  )
}
