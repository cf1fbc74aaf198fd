import { Link } from '@/components/site/link'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { Section } from '@/components/text/section'
import type { SearchAnswer, SearchResult } from '@/lib/search/schema'
import { SearchBox } from './box'
import { KIND_HEADINGS } from './kinds'

/** What a question may mean, and what to try; the box alone as long as nothing has been asked. */
export function SearchPage({ answer, problem }: { answer: SearchAnswer; problem: string | null }) {
  const { q, groups, next } = answer
  const unknown = isUnknownRepo(answer)
  return (
    <>
      <PageHead title="Search" />
      <SearchBox
        button
        id="search"
        initial={q}
        placeholder="llama 2 7b, 2:3968:7003, SW-000001, arXiv:2411.07191"
        className="mt-8 max-w-2xl"
      />
      {problem !== null && <p className="mt-3 text-note text-accent">{problem}</p>}
      <div data-answer>
        {q === '' && <Examples />}
        {unknown && groups.length > 0 && (
          <div className="mt-8 max-w-prose">
            <p>{q} is not on record.</p>
            <Steps next={next} />
          </div>
        )}
        {groups.map(({ kind, results }) => (
          <Section key={kind} id={kind} title={KIND_HEADINGS[kind]}>
            <ul className="divide-y divide-rule border-y border-rule">
              {results.map((result) => (
                <Result key={result.name} result={result} />
              ))}
            </ul>
          </Section>
        ))}
        {q !== '' && groups.length === 0 && (
          <div className="mt-10">
            <Empty title={`Nothing on record matches “${q}”`}>
              <Steps next={next} />
            </Empty>
          </div>
        )}
        {!unknown && groups.length > 0 && next.length > 0 && (
          <div className="mt-10 max-w-prose text-muted">
            <p>Not what you were looking for?</p>
            <Steps next={next} />
          </div>
        )}
      </div>
    </>
  )
}

/** Whether a whole repo is asked for that none of the results is: then what to do about it comes first. */
const isUnknownRepo = ({ q, groups }: SearchAnswer) =>
  /^[^/\s]+\/[^/\s]+$/.test(q) &&
  !groups.some(({ results }) => results.some(({ name }) => name.toLowerCase() === q.toLowerCase()))

function Result({ result: { kind, name, title, url, detail } }: { result: SearchResult }) {
  return (
    <li data-row className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3">
      <span className="min-w-0">
        <Link href={url} className="link wrap-anywhere">
          {title}
        </Link>
        <span className="block text-note text-muted wrap-anywhere">{detail}</span>
      </span>
      {kind === 'model' && (
        <Link href={`/keep?${new URLSearchParams({ repo: name })}`} className="link text-note">
          Which weights to keep
        </Link>
      )}
    </li>
  )
}

function Steps({ next }: Pick<SearchAnswer, 'next'>) {
  return (
    <ul className="mt-2 space-y-1">
      {next.map(({ title, url }) => (
        <li key={url}>
          <Link href={url} className="link">
            {title}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const EXAMPLES = ['llama 2 7b', '2:3968:7003', 'mistral', 'SW-000001', 'super experts'] as const

function Examples() {
  return (
    <div className="mt-8 max-w-prose text-muted">
      <p>
        Ask for a model as you would write it, a coordinate in any spelling, an id, the beginning of a commit, a paper
        or a person.
      </p>
      <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-1">
        {EXAMPLES.map((q) => (
          <li key={q}>
            <Link href={`/search?${new URLSearchParams({ q })}`} className="link">
              {q}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
