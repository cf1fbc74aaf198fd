import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { Breakable } from '@/components/text/coordinate'

/** A submission as the queue names it: its id, its model, who sent it. */
export interface Named {
  readonly id: string
  readonly url: string
  readonly kind: 'claim' | 'search'
  readonly repo: string
  readonly account: string
}

export function SubmissionName({ named: { id, url, kind, repo, account } }: { named: Named }) {
  return (
    <p>
      <Link href={url} className="link tabular font-semibold whitespace-nowrap">
        {id}
      </Link>{' '}
      <Breakable text={repo} />
      <DemoMark repo={repo} />{' '}
      <span className="text-muted">
        {kind} by {account}
      </span>
    </p>
  )
}
