import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { QueuePage } from '@/components/queue/page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { wholeQueue } from '@/lib/submissions/queue'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Queue',
    description: 'What the verifiers of this registry run now, and what waits, in the order in which it will start.',
    path: '/queue',
    json: '/api/v1/queue',
  })
}

export default async function Queue() {
  return (
    <Page where={<Breadcrumbs above={[['Submissions', '/submissions']]} here="Queue" />}>
      <QueuePage queue={await wholeQueue()} />
    </Page>
  )
}
