import { Fragment } from 'react'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { plural } from '@/components/text/format'
import { address, type Given } from './address'
import { Downloads, type DownloadsProps } from './downloads'
import { ListProblem } from './list-problem'
import { Pager } from './pager'

/** One page of a list. */
export interface ListPage<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/** The data of a list page: its query, parsed and as given, and the result. */
export interface IndexProps<Query, Item> {
  readonly query: Query
  readonly given: Given
  /** Null when the list could not be read. */
  readonly page: ListPage<Item> | null
  readonly problem: string | null
}

export interface IndexFrameProps<Item> extends Pick<IndexProps<unknown, Item>, 'given' | 'page' | 'problem'> {
  readonly path: string
  readonly title: string
  readonly intro: React.ReactNode
  /** Remounted when the query changes, so that its fields show it. */
  readonly filter: React.ReactNode
  /** For a list without rows: title and what to do. */
  readonly empty: { readonly title: string; readonly words: React.ReactNode }
  /** The list as files, where it has them. */
  readonly download?: Pick<DownloadsProps, 'list' | 'query'>
  /** The rows. */
  readonly children: (page: ListPage<Item>) => React.ReactNode
}

/** A list page: introduction, filter, problems of its address, rows or why there are none, and paging. */
export function IndexFrame<Item>({
  path,
  title,
  intro,
  given,
  page,
  problem,
  filter,
  empty,
  download,
  children,
}: IndexFrameProps<Item>) {
  const start = address(path, given, { cursor: undefined })
  return (
    <>
      <PageHead title={title}>
        <p>{intro}</p>
      </PageHead>
      <Fragment key={start}>{filter}</Fragment>
      <ListProblem problem={problem} start={page ? path : start} shown={page !== null} />
      <div className="mt-8">
        {page && page.items.length > 0 && (
          <>
            {children(page)}
            {download && (
              <div className="mt-5">
                <Downloads {...download} given={given} />
              </div>
            )}
          </>
        )}
        {page && page.items.length === 0 && <Empty title={empty.title}>{empty.words}</Empty>}
      </div>
      <Pager
        start={page === null || given['cursor'] === undefined ? null : start}
        next={page?.nextCursor ? address(path, given, { cursor: page.nextCursor }) : null}
      />
    </>
  )
}

/** The number of rows. The total is only known when the list fits on one page. */
export function countCaption(
  noun: string,
  given: IndexProps<unknown, unknown>['given'],
  { items, nextCursor }: ListPage<unknown>,
): string {
  const whole = given['cursor'] === undefined && nextCursor === null
  return `${plural(items.length, noun)}${whole ? '' : ' on this page'}.`
}
