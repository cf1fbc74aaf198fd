import { Link } from '@/components/site/link'
import { Coordinate } from '@/components/text/coordinate'
import { ExternalLink } from '@/components/text/external-link'
import { Notice } from '@/components/site/notice'
import type { WeightRecord } from '@/lib/weights/schema'

/** Both sides of a disagreement between sources; the registry takes neither until a report decides. */
export function Dispute({ weight }: { weight: WeightRecord }) {
  if (!weight.disputed) return null
  const sources = weight.claims.flatMap((claim) => claim.sources)
  const sides = [
    ['Sources for this coordinate:', sources.filter((s) => s.stance === 'states')],
    ['Sources for another one in its place:', sources.filter((s) => s.stance === 'contradicts')],
  ] as const
  return (
    <Notice title="Disputed: sources give different coordinates for the same super weight">
      <ul className="mt-1 space-y-1">
        {sides.map(([words, side]) =>
          side.length === 0 ? null : (
            <li key={words}>
              {words}{' '}
              {side.map((source, i) => (
                <span key={source.key}>
                  {i > 0 && ', '}
                  <ExternalLink href={source.url}>{source.citation.replace(/\.$/, '')}</ExternalLink>
                </span>
              ))}
              .
            </li>
          ),
        )}
        {weight.rivals.map((rival) => (
          <li key={rival.id}>
            The other side:{' '}
            <Link href={`/weights/${rival.id}`} className="link">
              {rival.id}
            </Link>
            , <Coordinate tensor={rival.tensor} row={rival.row} col={rival.col} className="text-[0.875rem]" />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
