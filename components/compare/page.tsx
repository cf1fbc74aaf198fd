import { Link } from '@/components/site/link'
import { FIELD, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { Notice } from '@/components/site/notice'
import { PageHead } from '@/components/site/page'
import { type Comparison, MOST_COMPARED } from '@/lib/comparison/read'
import { ComparePlots } from './plots'
import { COMMON_ROWS, SET_ROWS, WEIGHT_ROWS } from './rows'
import { CompareTable } from './table'

const addressOf = (ids: readonly string[]) => `/compare?ids=${ids.join(',')}`

/** Up to four records side by side. */
export function ComparePage({ comparison }: { comparison: Comparison }) {
  const shown = comparison.kind === 'weights' || comparison.kind === 'sets' ? comparison.items : []
  const ids = comparison.kind === 'problem' ? comparison.ids : shown.map(({ record }) => record.id)
  const without = (id: string) => addressOf(ids.filter((other) => other !== id))
  return (
    <>
      <PageHead title="Compare">
        <p>Up to four weights, or up to four sets, side by side.</p>
      </PageHead>
      {comparison.kind === 'problem' && (
        <div className="mt-6">
          <Notice role="alert" title="These cannot be compared">
            {comparison.problem}
          </Notice>
        </div>
      )}
      <Ids ids={ids} />
      {comparison.kind === 'nothing' && (
        <p className="mt-6 max-w-prose text-muted">
          Check the boxes of records in{' '}
          <Link href="/weights" className="link">
            the index
          </Link>{' '}
          and press Compare, or write their ids above.
        </p>
      )}
      {comparison.kind === 'weights' && (
        <div className="mt-8">
          <CompareTable items={comparison.items} rows={[...WEIGHT_ROWS, ...COMMON_ROWS]} without={without} />
        </div>
      )}
      {comparison.kind === 'sets' && (
        <div className="mt-8">
          <CompareTable items={comparison.items} rows={[...SET_ROWS, ...COMMON_ROWS]} without={without} />
        </div>
      )}
      <ComparePlots items={shown} />
    </>
  )
}

function Ids({ ids }: { ids: readonly string[] }) {
  return (
    <form method="get" action="/compare" className="mt-8 flex max-w-2xl items-end gap-3 print:hidden">
      <Labelled label={`Ids, up to ${MOST_COMPARED}`} htmlFor="ids" className="grow">
        <input
          key={ids.join()}
          id="ids"
          name="ids"
          defaultValue={ids.join(', ')}
          maxLength={200}
          placeholder="SW-000001, SW-000002"
          autoComplete="off"
          className={FIELD}
        />
      </Labelled>
      <button type="submit" className={QUIET_BUTTON}>
        Compare
      </button>
    </form>
  )
}
