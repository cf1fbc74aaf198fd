import Link from 'next/link'
import { exact } from '@/components/text/format'
import { Linked } from '@/components/text/linked'
import { Out } from '@/components/text/out'
import { Time } from '@/components/text/time'
import type { ClaimRecord, ClaimSourceRecord } from '@/lib/claims/schema'

const STANCES: Readonly<Record<ClaimSourceRecord['stance'], string>> = {
  states: 'states this coordinate',
  corroborates: 'names its neuron or channel',
  contradicts: 'gives another coordinate in its place',
}

/** Who says so. A claim is never edited, only withdrawn. */
export function Claims({ claims }: { claims: readonly ClaimRecord[] }) {
  return (
    <ol className="space-y-6">
      {claims.map((claim, i) => (
        <li key={i} className="border-t border-rule pt-4">
          <ClaimHead claim={claim} />
          <Sources sources={claim.sources} />
          <p className="mt-1 text-note text-muted">
            {claim.commit ? `For commit ${claim.commit.slice(0, 10)}.` : (claim.missing['commit'] ?? 'The claim names no commit.')} {claim.value !== null && `Value given: ${exact(claim.value)}.`}
          </p>
          {claim.note && (
            <p className="mt-2 max-w-prose whitespace-pre-line wrap-break-word">
              <Linked text={claim.note} />
            </p>
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
      {claim.withdrawn_at && (
        <strong className="text-accent">
          {' '}
          withdrawn <Time at={claim.withdrawn_at} />
        </strong>
      )}
    </p>
  )
}

function Sources({ sources }: { sources: readonly ClaimSourceRecord[] }) {
  if (sources.length === 0) return null
  return (
    <ul className="mt-2 space-y-2">
      {sources.map((source) => (
        <li key={source.key} className="max-w-prose leading-6">
          <Out href={source.url}>{source.citation}</Out>
          <span className="block text-note text-muted">
            <span className={source.stance === 'contradicts' ? 'font-semibold text-accent' : 'font-semibold'}>{STANCES[source.stance]}</span>
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
