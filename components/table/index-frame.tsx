import { Fragment } from 'react'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { plural } from '@/components/text/format'
import { address } from './address'
import { ListProblem } from './list-problem'
import { Pager } from './pager'

/** One page of a list. */
export interface ListPage<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/** What the page of any list is rendered from: its query as read and as given, and what that found. */
export interface IndexProps<Query, Item> {
  readonly query: Query
  readonly given: Readonly<Record<string, string>>
  /** Null when the list could not be read. */
  readonly page: ListPage<Item> | null
  readonly problem: string | null
}

export interface IndexFrameProps<Item> extends Pick<IndexProps<unknown, Item>, 'given' | 'page' | 'problem'> {
  readonly path: string
  readonly title: string
  readonly intro: string
  /** Made anew when the query changes, so that its fields show it. */
  readonly filter: React.ReactNode
  /** What to say where the list has no rows: title and what to do. */
  readonly empty: { readonly title: string; readonly words: React.ReactNode }
  /** The rows. */
  readonly children: (page: ListPage<Item>) => React.ReactNode
}

/** The page of a list: what it is, its filter, what was wrong with its address, its rows or why there are none, and the way on. */
export function IndexFrame<Item>({
  path,
  title,
  intro,
  given,
  page,
  problem,
  filter,
  empty,
  children,
}: IndexFrameProps<Item>) {
  const start = address(path, given, { cursor: undefined })
  return (
    <>
      <PageHead title={title}>
        <p>{intro}</p>
      </PageHead>
      <Fragment key={start}>{filter}</Fragment>
      <ListProblem problem={problem} start={page ? path : start} />
      <div className="mt-8">
        {page && page.items.length > 0 && children(page)}
        {page && page.items.length === 0 && <Empty title={empty.title}>{empty.words}</Empty>}
      </div>
      <Pager
        start={given['cursor'] === undefined ? null : start}
        next={page?.nextCursor ? address(path, given, { cursor: page.nextCursor }) : null}
      />
    </>
  )
}

/** How many rows there are. That these are all is known only of a list that fits one page. */
export function countCaption(
  noun: string,
  given: IndexProps<unknown, unknown>['given'],
  { items, nextCursor }: ListPage<unknown>,
): string {
  const whole = given['cursor'] === undefined && nextCursor === null
  return `${plural(items.length, noun)}${whole ? '' : ' on this page'}.`
}
