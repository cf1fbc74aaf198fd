import { Link } from '@/components/site/link'
import { Choice, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { SearchField } from '@/components/form/search-field'
import { IndexFrame, type IndexProps } from '@/components/table/index-frame'
import { CHALLENGE_STATES } from '@/lib/challenges/life'
import type { ChallengeQuery, ChallengeRecord } from '@/lib/challenges/schema'
import { ChallengeTable } from './table'

const PATH = '/challenges'

/** Every challenge, with what came of it. */
export function ChallengeIndex({ query, given, page, problem }: IndexProps<ChallengeQuery, ChallengeRecord>) {
  const filtered = query.state !== undefined || query.record !== undefined || query.account !== undefined
  return (
    <IndexFrame
      path={PATH}
      title="Challenges"
      intro={
        <>
          Anybody may say that a record is wrong. The record shows it; a maintainer upholds the record, withdraws it or
          has it verified again, and says why. Read the{' '}
          <Link href="/docs/policies#challenge" className="link">
            policy
          </Link>
          , or see the{' '}
          <Link href="/weights?withdrawn=true" className="link">
            withdrawn weights
          </Link>
          .
        </>
      }
      filter={<ChallengeFilter query={query} />}
      given={given}
      page={page}
      problem={problem}
      empty={{
        title: filtered ? 'No challenge matches these filters' : 'No record was ever challenged',
        words: (
          <Link href={filtered ? PATH : '/challenges/new'} className="link">
            {filtered ? 'Show all challenges' : 'Challenge one'}
          </Link>
        ),
      }}
    >
      {({ items }) => <ChallengeTable challenges={items} caption="Newest first." />}
    </IndexFrame>
  )
}

function ChallengeFilter({ query }: { query: ChallengeQuery }) {
  return (
    <form
      method="get"
      action={PATH}
      role="search"
      aria-label="Filter challenges"
      className="mt-8 flex flex-wrap items-end gap-x-4 gap-y-3 print:hidden"
    >
      <SearchField name="record" label="Record" value={query.record} placeholder="SW-000001" />
      <Labelled label="State" htmlFor="state">
        <Choice
          id="state"
          name="state"
          value={query.state ?? ''}
          any="any"
          options={CHALLENGE_STATES.map((state) => [state, state])}
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
