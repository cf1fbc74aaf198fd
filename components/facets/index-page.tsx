import { Link } from '@/components/site/link'
import { ActiveFilters } from './active'
import { IndexTable } from './index-table'
import { FacetPanel } from './panel'
import { UnitTable } from './unit-table'
import { QUIET_BUTTON } from '@/components/form/controls'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { address, type Given } from '@/components/table/address'
import { Downloads } from '@/components/table/downloads'
import { ListProblem } from '@/components/table/list-problem'
import { Pager } from '@/components/table/pager'
import { count, plural } from '@/components/text/format'
import { DEFAULT_COLUMNS } from '@/lib/weights/columns'
import type { WeightIndexPage } from '@/lib/records/weight-index'
import { UnitClaimExportQuery } from '@/lib/facets/unit-claim-schema'
import { WeightExportQuery, type WeightIndexQuery } from '@/lib/weights/schema'

const PATH = '/weights'

export interface WeightIndexProps {
  readonly query: WeightIndexQuery
  readonly given: Given
  /** Null when the list could not be read. */
  readonly page: WeightIndexPage | null
  readonly problem: string | null
}

type ShownProps = Pick<WeightIndexProps, 'query' | 'given'> & { readonly page: WeightIndexPage }

/** The index: every coordinate on record, filtered, sorted and shown as the page's address says. */
export function WeightIndex({ query, given, page, problem }: WeightIndexProps) {
  const start = address(PATH, given, { cursor: undefined })
  return (
    <>
      <PageHead title="Weights">
        <p>Every coordinate on record, whether verified here or only published. The evidence level says which.</p>
      </PageHead>
      <ListProblem problem={problem} start={page ? PATH : start} shown={page !== null} />
      {page && (
        <div className="mt-8 grid items-start gap-x-10 gap-y-6 xl:-mx-20 xl:grid-cols-[13rem_minmax(0,1fr)]">
          <FacetPanel key={start} path={PATH} given={given} counts={page.counts} />
          <div className="min-w-0">
            <ActiveFilters path={PATH} given={given} />
            {page.weights && <Weights query={query} given={given} page={page} />}
            {page.claims && <Units given={given} page={page} />}
            <NextPages given={given} page={page} start={start} />
          </div>
        </div>
      )}
    </>
  )
}

function Weights({ query, given, page: { weights, facts, perModel, counts } }: ShownProps) {
  if (weights === null || weights.items.length === 0)
    return (
      <Empty title="No record matches these filters">
        <Nothing />
      </Empty>
    )
  const rows = weights.items.flatMap((weight) => {
    const flat = facts.get(weight.id)
    return flat ? [{ weight, flat }] : []
  })
  const columns = query.columns ?? DEFAULT_COLUMNS
  return (
    <form method="get" action="/compare">
      <IndexTable
        rows={rows}
        columns={columns}
        caption={captionOf(counts.total, rows.length)}
        sorting={{ path: PATH, given, sort: query.sort, order: query.order }}
        perModel={query.group === 'model' ? perModel : null}
      />
      <div className="mt-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-3 print:hidden">
        <span className="flex flex-wrap items-baseline gap-x-4">
          <button type="submit" className={QUIET_BUTTON}>
            Compare
          </button>
          <span className="text-note text-muted">up to four records with their boxes checked</span>
        </span>
        <Downloads
          list="weights"
          query={WeightExportQuery}
          given={given}
          also={{ columns, ...(query.group === 'model' && { sort: 'model' }) }}
          what={`All ${count(counts.total)}`}
        />
      </div>
    </form>
  )
}

const captionOf = (total: number, shown: number) =>
  shown === total ? `${plural(total, 'record')}.` : `${count(shown)} of ${plural(total, 'record')} on this page.`

function Units({ given, page: { claims, counts, weights } }: { given: Given; page: WeightIndexPage }) {
  if (claims === null) return null
  const units = [given['unit'] ?? []].flat().filter((unit) => unit !== 'scalar')
  const total = counts.facets.unit.reduce((sum, { value, count: n }) => (units.includes(value) ? sum + n : sum), 0)
  return (
    <section aria-labelledby="units" className={weights ? 'mt-12' : ''}>
      <h2 id="units" className="text-[1.4375rem]">
        Channels, neurons and experts
      </h2>
      <p className="mt-2 mb-4 max-w-prose text-[0.9375rem] leading-6 text-muted">
        What publications claim about them. None is a coordinate, so none has a record, a class or an evidence level,
        and this registry measured nothing in this table.
      </p>
      {claims.items.length === 0 ? (
        <Empty title="No such claim matches these filters">
          <Nothing />
        </Empty>
      ) : (
        <>
          <UnitTable
            claims={claims.items}
            caption={`${plural(claims.items.length, 'claim')}, of ${count(total)} in all.`}
          />
          <div className="mt-5">
            <Downloads
              list="claims"
              query={UnitClaimExportQuery}
              given={given}
              also={{ unit: units }}
              what={`All ${count(total)}`}
            />
          </div>
        </>
      )}
    </section>
  )
}

function NextPages({
  given,
  page: { weights, claims },
  start,
}: {
  given: Given
  page: WeightIndexPage
  start: string
}) {
  const next = weights === null ? claims?.nextCursor : weights.nextCursor
  return (
    <Pager
      start={given['cursor'] === undefined ? null : start}
      next={next ? address(PATH, given, { cursor: next }) : null}
    />
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
