import { Link } from '@/components/site/link'
import { RatioText } from '@/components/reports/ratio-text'
import { DemoMark } from '@/components/status/demo-mark'
import { ClassBadge } from '@/components/status/weight-class'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { CommitLink } from '@/components/text/commit-link'
import { Coordinate } from '@/components/text/coordinate'
import { ExternalLink } from '@/components/text/external-link'
import { Snippet } from '@/components/text/snippet'
import type { ToolId } from '@/lib/keep/formats'
import { KeepLists } from './lists'
import { EVIDENCE_TITLES, type KeepAnswer, type KeepEntry } from '@/lib/keep/answers/schema'

/** The answer for a model with records. */
export function KeptModel({ answer, tool }: { answer: KeepAnswer; tool: ToolId | null }) {
  const { repo, summary } = answer
  return (
    <section aria-labelledby="answer" className="mt-10">
      <h2 id="answer" className="text-2xl wrap-break-word">
        <Link href={`/models/${repo}`} className="link">
          {repo}
        </Link>
        <DemoMark repo={repo} />
      </h2>
      <p className="mt-2 mb-6 max-w-prose text-[1.0625rem]">{summary}</p>
      {answer.gated && <Gated />}
      <KeptWeights answer={answer} tool={tool} />
      <dl className="mt-8 max-w-3xl">
        <Snippet
          name={answer.entries.length > 0 ? 'Check it yourself' : 'Search the model yourself'}
          text={answer.find}
        />
      </dl>
    </section>
  )
}

/** The weights to keep, what that rests on, and the lists for tools. */
export function KeptWeights({ answer, tool }: { answer: KeepAnswer; tool: ToolId | null }) {
  const { repo, commit, base, entries, not_needed: notNeeded } = answer
  return (
    <>
      {commit !== null && <ReadNow answer={answer} commit={commit} />}
      {entries.length === 0 && <NothingKnown repo={repo} looked={notNeeded.length > 0} />}
      {entries.length > 0 && <Entries repo={repo} base={base} entries={entries} />}
      {entries.length > 0 && <KeepLists answer={answer} tool={tool} />}
      {notNeeded.length > 0 && <NotNeeded records={notNeeded} />}
    </>
  )
}

function Entries({ repo, base, entries }: Pick<KeepAnswer, 'repo' | 'base' | 'entries'>) {
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
            <span className={entry.evidence === 'published' ? '' : 'font-semibold'}>
              {EVIDENCE_TITLES[entry.evidence]}
            </span>
            <span className="block max-w-md text-note text-muted">
              {(entry.evidence !== 'published' || base !== null) && `${entry.why} `}
              {entry.commit ? (
                <>
                  {base ?? 'This model'} at commit <CommitLink repo={base ?? repo} commit={entry.commit} />
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
            <Link href={entry.url} className="link tabular whitespace-nowrap">
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

function Gated() {
  return (
    <p className="mb-4 max-w-prose text-muted">
      It is gated on the Hub: its owner decides who may read its files there.
    </p>
  )
}

/** What was read to answer, where the model itself has no records. */
function ReadNow({ answer: { repo, base, base_found: found }, commit }: { answer: KeepAnswer; commit: string }) {
  return (
    <p className="mb-6 max-w-prose">
      No super weight is on record of this model itself. Read just now at commit{' '}
      <CommitLink repo={repo} commit={commit} />
      {base === null ? (
        '; no model on record is one that it names, or whose verified weights it stores.'
      ) : (
        <>
          :{' '}
          {found === 'stated'
            ? 'it was made from'
            : 'nothing says what it was made from, but it stores the same bits at the verified coordinates of'}{' '}
          <Link href={`/models/${base}`} className="link">
            {base}
          </Link>
          {found === 'stated' && ', and the values at that model’s coordinates are compared below'}.
        </>
      )}
    </p>
  )
}

function NothingKnown({ repo, looked }: { repo: string; looked: boolean }) {
  return (
    <p className="max-w-prose">
      {looked
        ? 'What is on record of it is no reason to keep anything; that does not mean that it has none.'
        : 'That does not mean that it has none: nobody has looked, or published.'}{' '}
      <Link href={`/submit?repo=${encodeURIComponent(repo)}`} className="link">
        Let the registry find them
      </Link>
      .
    </p>
  )
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
