import Link from 'next/link'
import { countCaption, IndexFrame, type IndexProps } from '@/components/table/index-frame'
import type { SetQuery, SetRecord } from '@/lib/sets/schema'
import { SetFilter } from './filter'
import { SetTable } from './table'

const PATH = '/sets'

/** Every set on record, filtered and sorted by the page's address. */
export function SetIndex({ query, given, page, problem }: IndexProps<SetQuery, SetRecord>) {
  return (
    <IndexFrame
      path={PATH}
      title="Sets"
      intro="Weights that were published or claimed together: some wreck their model only together."
      filter={<SetFilter query={query} />}
      given={given}
      page={page}
      problem={problem}
      empty={{ title: 'No set fits these filters', words: <Nothing /> }}
    >
      {(found) => (
        <SetTable
          sets={found.items}
          caption={`${countCaption('set', given, found)} R is perplexity with all members removed over intact, from the latest report.`}
          sorting={{ path: PATH, given, sort: query.sort, order: query.order }}
        />
      )}
    </IndexFrame>
  )
}

function Nothing() {
  return (
    <>
      <Link href={PATH} className="link">
        Show all sets
      </Link>
      , or{' '}
      <Link href="/submit" className="link">
        submit two to eight coordinates together
      </Link>
      .
    </>
  )
}
