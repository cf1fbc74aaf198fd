import { CodeBlock } from '@/components/text/code-block'
import { Snippet } from '@/components/text/snippet'
import { plural } from '@/components/text/format'
import { printStored } from '@/lib/coordinates/print'
import type { FindAnswer, FindResult } from '@/lib/protocol'
import { foundWords } from '@/lib/protocol/found-words'
import { findCommand } from '@/lib/protocol/rerun'
import { Answer } from './answer'
import { Damages } from './damages'
import { Tried } from './tried'

/** What a search found: each answer with a button that claims it, what was tried besides, and how far it looked. */
export function SearchResult({
  search,
  claimButton,
}: {
  search: FindResult
  claimButton: (answer: FindAnswer) => React.ReactNode
}) {
  const found = foundWords(search.answers)
  return (
    <section aria-labelledby="result" className="mt-14">
      <h2 id="result" className="text-2xl">
        {found === null ? 'No super weight found' : `Found ${found}`}
      </h2>
      <p className="mt-2 mb-8 max-w-prose text-[1.0625rem]">
        {found === null
          ? 'No weight, and no set that was tried, wrecks this model.'
          : `Removing ${search.answers.length === 1 ? 'it' : 'any one of these'} wrecks the model. This is not on record yet: claim it to have it checked on more text and recorded.`}
      </p>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[1.1fr_1fr]">
        {search.answers.length > 0 && (
          <ol className="space-y-10">
            {search.answers.map((answer, i) => (
              <li key={printStored(answer.members[0] ?? NOWHERE)}>
                <Answer answer={answer} number={i + 1}>
                  {claimButton(answer)}
                </Answer>
              </li>
            ))}
          </ol>
        )}
        <Damages search={search} />
      </div>
      <Tried search={search} />
      {found !== null && (
        <section aria-labelledby="keep" className="mt-12 max-w-3xl">
          <h3 id="keep" className="mb-3 text-[1.1875rem]">
            Keep in high precision when you quantise the model
          </h3>
          <CodeBlock code={keepListOf(search)} what="keep list" />
        </section>
      )}
      <dl className="mt-10 max-w-3xl">
        <Snippet
          name="Search again"
          text={findCommand(search.repo, { commit: search.commit, corpus: search.corpus.id })}
        />
      </dl>
      <p className="mt-6 max-w-prose text-note text-muted">{searchedWords(search)}</p>
    </section>
  )
}

const NOWHERE = { tensor: '', row: 0, col: 0 }

const keepListOf = ({ answers }: FindResult) =>
  answers.flatMap(({ members }) => members.map((member) => printStored(member))).join('\n')

function searchedWords({ searched, protocol, corpus }: FindResult): string {
  const { prompts, spikes, groups, groups_left_out: leftOut, sets } = searched
  const left = leftOut === 0 ? '' : `, ${leftOut} weaker ones not`
  return `How far it looked: protocol ${protocol.id}, text ${corpus.id}; ${plural(prompts, 'prompt')}; ${plural(spikes, 'spike')} in the intact model; ${plural(groups, 'group')} of weights searched${left}; ${plural(sets, 'set')} removed.`
}
