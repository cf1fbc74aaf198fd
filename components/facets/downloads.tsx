import Link from 'next/link'
import { address, type Given } from '@/components/table/address'
import { count } from '@/components/text/format'
import type { Column } from '@/lib/weights/columns'

/** Parameters of the page that a download does not take. */
const NOT_TAKEN = { cursor: undefined, limit: undefined, group: undefined, unit: undefined }

/** All pages of the list with its columns, as files. */
export function Downloads({ given, columns, total }: { given: Given; columns: readonly Column[]; total: number }) {
  const file = (ending: 'csv' | 'json') => address(`/api/v1/weights.${ending}`, given, { ...NOT_TAKEN, columns })
  return (
    <span className="text-note text-muted">
      All {count(total)} as{' '}
      <a href={file('csv')} download className="link">
        CSV
      </a>{' '}
      or{' '}
      <a href={file('json')} download className="link">
        JSON
      </a>
      .{' '}
      <Link href="/docs/api#download-the-index" className="link">
        What is in it
      </Link>
    </span>
  )
}
