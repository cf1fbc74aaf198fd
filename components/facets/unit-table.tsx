import { Link } from '@/components/site/link'
import { placeWords } from '@/components/literature/place'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import type { UnitClaimRecord } from '@/lib/facets/unit-claim-schema'

/** Claims about channels, neurons and experts: what they name, of which model, and who says so. */
export function UnitTable({ claims, caption }: { claims: readonly UnitClaimRecord[]; caption: string }) {
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          <Th>Named</Th>
          <Th>Model</Th>
          <Th>Depth</Th>
          <Th>Published by</Th>
        </>
      }
    >
      {claims.map(({ repo, relative_depth: depth, claim }, i) => (
        <Tr key={i}>
          <RowHead>
            <span className="block first-letter:uppercase">{placeWords(claim)}</span>
            {claim.polarity === 'negative' && <strong className="block text-note">published as negative</strong>}
          </RowHead>
          <Td label="Model">
            <Link href={`/models/${repo}`} className="link">
              <Breakable text={repo} />
            </Link>
          </Td>
          <Td label="Depth">
            {depth === null ? <span className="text-muted">not known</span> : `${Math.round(depth * 100)}\u00a0%`}
          </Td>
          <Td label="Sources">
            {claim.sources.map(({ key, stance }) => (
              <span key={key} className="block">
                <Link href={`/sources/${key}`} className="link">
                  {key}
                </Link>
                {stance === 'contradicts' && <span className="text-note text-muted"> contradicts</span>}
              </span>
            ))}
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
