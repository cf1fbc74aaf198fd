import { Link } from '@/components/site/link'
import { QUIET_BUTTON } from '@/components/form/controls'
import { SearchField } from '@/components/form/search-field'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import type { ToolId } from '@/lib/keep/formats'
import type { KeepAnswer } from '@/lib/keep/answers/schema'
import { KeptModel } from './model'

/** What was asked for, and what is known of it. */
export type Asked =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'wrong'
      readonly text: string
      readonly why: string
      readonly base?: string | null
      readonly suggestions?: readonly string[]
    }
  | { readonly kind: 'known'; readonly answer: KeepAnswer }

/** Which weights of a model to keep in high precision. */
export function KeepPage({ asked, tool = null }: { asked: Asked; tool?: ToolId | null }) {
  return (
    <>
      <PageHead title="Which weights to keep">
        <p>
          Name a model: this page lists the weights to leave in high precision when you quantise it, what that rests on,
          and the list in the form that your tool reads.
        </p>
      </PageHead>
      <form
        method="get"
        action="/keep"
        role="search"
        aria-label="Find a model"
        className="mt-8 flex flex-wrap items-end gap-x-4 gap-y-3 print:hidden"
      >
        <SearchField
          name="repo"
          label="Model"
          value={textOf(asked)}
          placeholder="huggyllama/llama-7b"
          className="w-full max-w-md"
        />
        <button type="submit" className={QUIET_BUTTON}>
          Show
        </button>
      </form>
      <div data-answer>
        <Reply asked={asked} tool={tool} />
      </div>
    </>
  )
}

function textOf(asked: Asked): string {
  switch (asked.kind) {
    case 'nothing':
      return ''
    case 'wrong':
      return asked.text
    case 'known':
      return asked.answer.repo
  }
}

function Reply({ asked, tool }: { asked: Asked; tool: ToolId | null }) {
  switch (asked.kind) {
    case 'nothing':
      return (
        <p className="mt-6 max-w-prose text-muted">
          For example{' '}
          <Link href="/keep?repo=huggyllama/llama-7b" className="link">
            huggyllama/llama-7b
          </Link>
          .{' '}
          <Link href="/models" className="link">
            All models with records
          </Link>
        </p>
      )
    case 'wrong':
      return (
        <div className="mt-8">
          <Empty title="There is no answer">
            {asked.why}{' '}
            {asked.base && (
              <Link href={`/keep?${new URLSearchParams({ repo: asked.base })}`} className="link">
                Which weights of {asked.base} to keep
              </Link>
            )}
            {asked.suggestions?.map((repo) => (
              <Link
                key={repo}
                href={`/keep?${new URLSearchParams({ repo })}`}
                className="link mt-2 block wrap-anywhere"
              >
                Did you mean {repo}?
              </Link>
            ))}
          </Empty>
        </div>
      )
    case 'known':
      return <KeptModel answer={asked.answer} tool={tool} />
  }
}
