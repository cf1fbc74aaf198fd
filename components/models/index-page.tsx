import { Link } from '@/components/site/link'
import { QUIET_BUTTON } from '@/components/form/controls'
import { SearchField } from '@/components/form/search-field'
import { countCaption, IndexFrame, type IndexProps } from '@/components/table/index-frame'
import { ModelExportQuery, type ModelQuery, type ModelSummary } from '@/lib/models/schema'
import { ModelTable } from './table'

const PATH = '/models'

/** Every model that a claim names, in the order they were added. */
export function ModelIndex({ query, given, page, problem }: IndexProps<ModelQuery, ModelSummary>) {
  return (
    <IndexFrame
      path={PATH}
      title="Models"
      intro="Every model that a claim names."
      filter={<Search query={query} />}
      given={given}
      page={page}
      problem={problem}
      download={{ list: 'models', query: ModelExportQuery }}
      empty={{ title: 'No model matches', words: <Nothing /> }}
    >
      {(found) => <ModelTable models={found.items} caption={countCaption('model', given, found)} />}
    </IndexFrame>
  )
}

function Search({ query }: { query: ModelQuery }) {
  return (
    <form
      method="get"
      action={PATH}
      role="search"
      aria-label="Find a model"
      className="mt-8 flex flex-wrap items-end gap-4 print:hidden"
    >
      <SearchField name="search" label="Name contains" value={query.search} placeholder="llama" />
      <button type="submit" className={QUIET_BUTTON}>
        Show
      </button>
    </form>
  )
}

function Nothing() {
  return (
    <>
      <Link href={PATH} className="link">
        Show all models
      </Link>
      , or{' '}
      <Link href="/submit" className="link">
        submit a coordinate
      </Link>{' '}
      of a new one.
    </>
  )
}
