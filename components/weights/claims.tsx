import { Link } from '@/components/site/link'
import { placeWords } from '@/components/literature/place'
import { exact } from '@/components/text/format'
import { Linked } from '@/components/text/linked'
import { Note } from '@/components/text/note'
import { ExternalLink } from '@/components/text/external-link'
import { Time } from '@/components/text/time'
import type { ClaimRecord, ClaimSourceRecord } from '@/lib/claims/schema'

const STANCES: Readonly<Record<ClaimSourceRecord['stance'], string>> = {
  states: 'states this coordinate',
  corroborates: 'names its channel, neuron or expert',
  contradicts: 'gives another coordinate in its place',
}

/** What a source says about the set as a whole. */
const OF_A_SET: Partial<typeof STANCES> = {
  states: 'lists these coordinates together',
  contradicts: 'lists others in their place',
}

/** The claims about a coordinate or a set, with their sources. A claim is never edited, only withdrawn. */
export function Claims({ claims, ofSet = false }: { claims: readonly ClaimRecord[]; ofSet?: boolean }) {
  const stances = ofSet ? { ...STANCES, ...OF_A_SET } : STANCES
  return (
    <ol className="space-y-6">
      {claims.map((claim, i) => (
        <li key={i} className="border-t border-rule pt-4">
          <ClaimHead claim={claim} />
          <Sources claim={claim} stances={stances} />
          <p className="mt-1 text-note text-muted">
            {claim.commit
              ? `For commit ${claim.commit.slice(0, 10)}.`
              : (claim.missing['commit'] ?? 'The claim names no commit.')}{' '}
            {claim.value !== null && `Value given: ${exact(claim.value)}.`}
          </p>
          {claim.note && (
            <div className="mt-2 max-w-prose">
              <Note text={claim.note} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function ClaimHead({ claim }: { claim: ClaimRecord }) {
  return (
    <p>
      <span className="font-semibold">{claim.origin === 'literature' ? 'Literature' : 'Submission'}</span>
      <span className="text-muted">
        , entered <Time at={claim.stated_at} />
      </span>
      {claim.submission && (
        <>
          {', '}
          <Link href={`/submissions/${claim.submission}`} className="link">
            {claim.submission}
          </Link>
        </>
      )}
      {claim.place && <span>: names {placeWords(claim)} alone, which corroborates and is not a coordinate</span>}
      {claim.polarity === 'negative' && <strong>: published as a negative result, not a super weight</strong>}
      {claim.withdrawn_at && (
        <strong className="text-accent">
          {' '}
          withdrawn <Time at={claim.withdrawn_at} />
        </strong>
      )}
    </p>
  )
}

function Sources({ claim, stances }: { claim: ClaimRecord; stances: typeof STANCES }) {
  const { sources, polarity } = claim
  if (sources.length === 0) return null
  const words = (stance: ClaimSourceRecord['stance']) =>
    polarity === 'negative' && stance === 'states'
      ? 'reports that removing it does little or no damage'
      : stances[stance]
  return (
    <ul className="mt-2 space-y-2">
      {sources.map((source) => (
        <li key={source.key} className="max-w-prose leading-6">
          <ExternalLink href={source.url}>{source.citation}</ExternalLink>
          <span className="block text-note text-muted wrap-anywhere">
            <span className={source.stance === 'contradicts' ? 'font-semibold text-accent' : 'font-semibold'}>
              {words(source.stance)}
            </span>
            {source.where && (
              <>
                ; <Linked text={source.where} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
