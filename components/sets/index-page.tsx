import { Link } from '@/components/site/link'
import { RecordFilter } from '@/components/records/filter'
import { countCaption, IndexFrame, type IndexProps } from '@/components/table/index-frame'
import { SetExportQuery, type SetQuery, type SetRecord } from '@/lib/sets/schema'
import { SetTable } from './table'

const PATH = '/sets'

const SORTS = [
  ['id', 'number'],
  ['model', 'model'],
  ['class', 'class'],
  ['level', 'evidence level'],
] as const

/** Every set on record, filtered and sorted by the page's address. */
export function SetIndex({ query, given, page, problem }: IndexProps<SetQuery, SetRecord>) {
  return (
    <IndexFrame
      path={PATH}
      title="Sets"
      intro="Weights that were published or claimed together: some wreck their model only together."
      filter={
        <RecordFilter
          path={PATH}
          label="Filter sets"
          query={query}
          sorts={SORTS}
          columns="lg:grid-cols-[2fr_1.4fr_1.4fr_1.2fr_1.2fr_auto]"
        />
      }
      given={given}
      page={page}
      problem={problem}
      download={{ list: 'sets', query: SetExportQuery }}
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
