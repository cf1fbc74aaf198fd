import Link from 'next/link'
import { countCaption, IndexFrame, type IndexProps } from '@/components/table/index-frame'
import type { WeightQuery, WeightRecord } from '@/lib/weights/schema'
import { WeightFilter } from './filter'
import { WeightTable } from './table'

const PATH = '/weights'

/** The index: every coordinate on record, filtered and sorted by the page's address. */
export function WeightIndex({ query, given, page, problem }: IndexProps<WeightQuery, WeightRecord>) {
  return (
    <IndexFrame
      path={PATH}
      title="Weights"
      intro="Every coordinate on record, whether verified here or only published. The evidence level says which."
      filter={<WeightFilter query={query} />}
      given={given}
      page={page}
      problem={problem}
      empty={{ title: 'No record matches these filters', words: <Nothing /> }}
    >
      {(found) => (
        <WeightTable
          weights={found.items}
          caption={countCaption('record', given, found)}
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
        Show all weights
      </Link>
      , or{' '}
      <Link href="/submit" className="link">
        submit a coordinate
      </Link>
      .
    </>
  )
}
