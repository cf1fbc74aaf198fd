import type { Metadata } from 'next'
import { Link } from '@/components/site/link'
import { Page, PageHead } from '@/components/site/page'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <Page>
      <PageHead kicker="404" title="There is nothing at this address">
        <p>
          Record numbers are never reused: if this is the address of a record, check its digits. Withdrawn records stay
          at their address, marked as such.
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
