import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { ReviewPage } from '@/components/review/page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { reviewQueue } from '@/lib/review/queue'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Review',
    description: 'Open challenges, reports that disagree, and claims that nobody has looked at yet.',
    path: '/review',
  })
}

export default async function Review() {
  return (
    <Page where={<Breadcrumbs here="Review" />}>
      <ReviewPage queue={await reviewQueue()} />
    </Page>
  )
}
