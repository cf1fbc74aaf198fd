import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { RowHead, Td } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import type { Named } from './name'

/** The first cells of a row: the submission, its model, who sent it. */
export function NameCells({ named: { id, url, kind, repo, account } }: { named: Named }) {
  return (
    <>
      <RowHead>
        <Link href={url} className="link tabular whitespace-nowrap">
          {id}
        </Link>
      </RowHead>
      <Td>
        <Breakable text={repo} />
        <DemoMark repo={repo} />
        {kind === 'search' && <span className="block text-note text-muted">search for super weights</span>}
      </Td>
      <Td label="Account">{account}</Td>
    </>
  )
}
