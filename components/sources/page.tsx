import { Link } from '@/components/site/link'
import { placeWords } from '@/components/literature/place'
import { PageHead } from '@/components/site/page'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { ExternalLink } from '@/components/text/external-link'
import { plural } from '@/components/text/format'
import { Section } from '@/components/text/section'
import type { Work, WorkClaim } from '@/lib/literature/work'
import { pageOf } from '@/lib/records/address'
import { type Outcome, OUTCOMES } from '@/lib/literature/outcome'
import { OUTCOME_WORDS, Outcomes } from './outcomes'

/** A publication: what it states, model by model, and what became of it. */
export function WorkPage({ work: { citation, kind, year, arxiv, parts, models } }: { work: Work }) {
  const claims = models.flatMap((model) => model.claims)
  const about = [...(kind === null ? [] : [capital(kind)]), ...(year === null ? [] : [String(year)])].join(', ')
  return (
    <>
      <PageHead kicker={about} title={citation.replace(/\.$/, '')}>
        <p>
          {arxiv !== null && (
            <>
              <ExternalLink href={`https://arxiv.org/abs/${arxiv}`}>arXiv {arxiv}</ExternalLink>.{' '}
            </>
          )}
          {claims.length === 0
            ? 'It makes no claim about weights.'
            : `${plural(claims.length, 'claim')} about ${plural(models.length, 'model')}.`}
        </p>
      </PageHead>
      {claims.length > 0 && (
        <Section id="outcome" title="What became of it">
          <Outcomes of={outcomesOf(claims)} />
        </Section>
      )}
      <Section id="parts" title="Where it says so">
        <ul className="space-y-1">
          {parts.map(({ key, url, where }) => (
            <li key={key} className="wrap-anywhere">
              <ExternalLink href={url}>{where ?? url}</ExternalLink> <span className="text-note text-muted">{key}</span>
            </li>
          ))}
        </ul>
      </Section>
      {models.map(({ repo, claims: of }) => (
        <Section key={repo} id={repo.replace('/', '-')} title={repo}>
          <Claims repo={repo} claims={of} />
          <p className="mt-3 text-note">
            <Link href={`/models/${repo}`} className="link">
              All that is known of {repo}
            </Link>
          </p>
        </Section>
      ))}
    </>
  )
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** How many claims about coordinates and sets came to what. */
function outcomesOf(claims: readonly WorkClaim[]): Record<Outcome, number> {
  const counts = Object.fromEntries(OUTCOMES.map((one) => [one, 0])) as Record<Outcome, number>
  for (const { outcome, stance } of claims) if (outcome !== null && stance === 'states') counts[outcome] += 1
  return counts
}

function Claims({ repo, claims }: { repo: string; claims: readonly WorkClaim[] }) {
  return (
    <Table
      stacked
      hideCaption
      caption={`What it says of ${repo}`}
      head={
        <>
          <Th>Named</Th>
          <Th>Stance</Th>
          <Th>Here</Th>
        </>
      }
    >
      {claims.map(({ claim, stance, record, outcome }, i) => (
        <Tr key={i}>
          <RowHead>
            <Named claim={claim} record={record} />
          </RowHead>
          <Td label="Stance">{claim.polarity === 'negative' ? `${stance}: not a super weight` : stance}</Td>
          <Td label="Here">
            {record === null ? (
              <span className="text-muted">no scalar, no record</span>
            ) : (
              <>
                <Link href={pageOf(record.kind, record.id)} className="link">
                  {record.id}
                </Link>{' '}
                {outcome !== null && OUTCOME_WORDS[outcome]}
              </>
            )}
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

/** A coordinate as code; a set, a channel, a neuron or an expert in words. */
function Named({ claim, record }: Pick<WorkClaim, 'claim' | 'record'>) {
  if (record?.kind === 'weight')
    return (
      <code className="font-mono text-[0.875rem] wrap-break-word">
        <Breakable text={record.title} />
      </code>
    )
  return <span className="block first-letter:uppercase">{record?.title ?? placeWords(claim)}</span>
}
