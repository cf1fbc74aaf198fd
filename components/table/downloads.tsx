import { Link } from '@/components/site/link'
import { address, type Change, type Given } from './address'

export interface DownloadsProps {
  /** Name of the list in the API's address. */
  readonly list: 'weights' | 'sets' | 'claims' | 'models'
  /** The schema of what its downloads take: other parameters of the page are left out. */
  readonly query: { readonly shape: object }
  readonly given: Given
  /** Parameters that the page has without naming them. */
  readonly also?: Change
  /** What the files hold: `All 63`. */
  readonly what?: string
}

/** All pages of a list as files: its filters, its order and, where it has a choice, its columns. */
export function Downloads({ list, query: { shape }, given, also = {}, what = 'All' }: DownloadsProps) {
  const taken = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(shape, name)))
  const file = (ending: 'csv' | 'json') => address(`/api/v1/${list}.${ending}`, taken, also)
  return (
    <p className="text-note text-muted print:hidden">
      {what} as{' '}
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
    </p>
  )
}
