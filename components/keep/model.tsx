import Link from 'next/link'
import { RatioText } from '@/components/reports/ratio-text'
import { DemoMark } from '@/components/status/demo-mark'
import { ClassBadge } from '@/components/status/weight-class'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { CommitLink } from '@/components/text/commit-link'
import { Coordinate } from '@/components/text/coordinate'
import { ExternalLink } from '@/components/text/external-link'
import { Snippet } from '@/components/text/snippet'
import type { KeepAnswer, KeepEntry } from '@/lib/keep/schema'

/** The answer for a model with records. */
export function KeptModel({ answer }: { answer: KeepAnswer }) {
  const { repo, summary, entries, not_needed: notNeeded, find } = answer
  return (
    <section aria-labelledby="answer" className="mt-10">
      <h2 id="answer" className="text-2xl wrap-break-word">
        <Link href={`/models/${repo}`} className="link">
          {repo}
        </Link>
        <DemoMark repo={repo} />
      </h2>
      <p className="mt-2 mb-6 max-w-prose text-[1.0625rem]">{summary}</p>
      {entries.length > 0 && <Entries repo={repo} entries={entries} />}
      {notNeeded.length > 0 && <NotNeeded records={notNeeded} />}
      <dl className="mt-8 max-w-3xl">
        <Snippet name={entries.length > 0 ? 'Check it yourself' : 'Search the model yourself'} text={find} />
      </dl>
    </section>
  )
}

function Entries({ repo, entries }: { repo: string; entries: readonly KeepEntry[] }) {
  return (
    <Table
      stacked
      caption="Verified ones first, then by damage. The weights of a set stay together."
      head={
        <>
          <Th>Keep</Th>
          <Th>What it rests on</Th>
          <Th right>R</Th>
          <Th>Record</Th>
        </>
      }
    >
      {entries.map((entry) => (
        <Tr key={entry.record}>
          <RowHead>
            {entry.members.map((member) => (
              <Coordinate
                key={member.weight}
                tensor={member.tensor}
                row={member.row}
                col={member.col}
                className="block text-[0.875rem]"
              />
            ))}
          </RowHead>
          <Td label="Rests on">
            <span className={entry.evidence === 'verified' ? 'font-semibold' : ''}>
              {entry.evidence === 'verified' ? 'Verified here' : 'Published, not verified here'}
            </span>
            <span className="block text-note text-muted">
              {entry.commit ? (
                <>
                  at commit <CommitLink repo={repo} commit={entry.commit} />
                </>
              ) : (
                <Sources entry={entry} />
              )}
            </span>
          </Td>
          <Td right label="R">
            <RatioText value={entry.damage} plain />
          </Td>
          <Td label="Record">
            <Link href={entry.url} className="link tabular">
              {entry.record}
            </Link>
            {entry.class && (
              <span className="block text-note">
                <ClassBadge value={entry.class} />
              </span>
            )}
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

function Sources({ entry: { sources } }: { entry: KeepEntry }) {
  return sources.map(({ key, citation, url }, i) => (
    <span key={key}>
      {i > 0 && '; '}
      <ExternalLink href={url}>{citation}</ExternalLink>
    </span>
  ))
}

function NotNeeded({ records }: { records: KeepAnswer['not_needed'] }) {
  return (
    <details className="mt-6 text-[0.9375rem]">
      <summary className="w-fit cursor-pointer text-muted underline decoration-rule underline-offset-4 hover:text-accent">
        {records.length === 1 ? 'One record is' : `${records.length} records are`} no reason to keep anything
      </summary>
      <ul className="mt-2 space-y-1">
        {records.map(({ record, url, why }) => (
          <li key={record}>
            <Link href={url} className="link tabular">
              {record}
            </Link>{' '}
            {why}
          </li>
        ))}
      </ul>
    </details>
  )
}
