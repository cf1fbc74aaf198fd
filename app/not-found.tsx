import type { Metadata } from 'next'
import Link from 'next/link'
import { Page, PageHead } from '@/components/site/page'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <Page>
      <PageHead kicker="404" title="There is nothing under this address">
        <p>
          Numbers of records are never reused: if the address is a record’s, check its digits. A record that was
          withdrawn stays where it was, marked.
        </p>
        <ul className="mt-4 space-y-1">
          <li>
            <Link href="/weights" className="link">
              All weights
            </Link>
          </li>
          <li>
            <Link href="/models" className="link">
              All models
            </Link>
          </li>
          <li>
            <Link href="/submissions" className="link">
              All submissions
            </Link>
          </li>
        </ul>
      </PageHead>
    </Page>
  )
}
