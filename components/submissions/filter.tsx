import { Choice, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { SearchField } from '@/components/form/search-field'
import { STATUSES } from '@/lib/protocol/states'
import type { SubmissionQuery } from '@/lib/submissions/schema'

/** The queue's filters as a GET form. */
export function SubmissionFilter({ query }: { query: SubmissionQuery }) {
  return (
    <form
      method="get"
      action="/submissions"
      role="search"
      aria-label="Filter submissions"
      className="mt-8 flex flex-wrap items-end gap-x-4 gap-y-3 print:hidden"
    >
      <SearchField name="repo" label="Model" value={query.repo} placeholder="demo/tiny-single" />
      <Labelled label="State" htmlFor="status">
        <Choice
          id="status"
          name="status"
          value={query.status ?? ''}
          any="any"
          options={STATUSES.map((status) => [status, status.replace('-', ' ')])}
        />
      </Labelled>
      {query.account !== undefined && (
        <SearchField name="account" label="By" value={query.account} placeholder="local" />
      )}
      <button type="submit" className={QUIET_BUTTON}>
        Show
      </button>
    </form>
  )
}
