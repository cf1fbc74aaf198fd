import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { headOf } from '@/app/head-of'
import { readerOfPage } from '@/app/reader'
import { AccountPage } from '@/components/accounts/account-page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { listKeys } from '@/lib/accounts/keys/manage'
import { ownSigningKeys } from '@/lib/accounts/signing/manage'
import { LOCAL } from '@/lib/accounts/local'
import { accountNamed } from '@/lib/people/find'
import { getPerson } from '@/lib/people/get'
import { SIGN_IN_PATH } from '@/lib/accounts/sign-in/names'
import { listSessions } from '@/lib/accounts/sign-in/sessions'
import { listSubmissions } from '@/lib/submissions/list'
import { SubmissionQuery } from '@/lib/submissions/schema'
import { listWebhooks } from '@/lib/webhooks/records'
import * as actions from './actions'

/** The rest is one click away. */
const SHOWN = 10

export function generateMetadata(): Promise<Metadata> {
  return headOf({ title: 'Your account', path: '/account', index: false })
}

export default async function Account() {
  const who = await readerOfPage()
  if (who === null) redirect(`${SIGN_IN_PATH}?to=/account`)
  const handle = who.account?.handle ?? LOCAL.handle
  // `local` is looked up only where that matters, as here.
  const id = who.account?.id ?? (await accountNamed(handle))
  const [person, submissions, keys, signingKeys, webhooks, sessions] = await Promise.all([
    getPerson(handle),
    listSubmissions(SubmissionQuery.parse({ account: handle, limit: SHOWN })),
    id === null ? [] : listKeys(id),
    id === null ? [] : ownSigningKeys(id),
    id === null ? [] : listWebhooks(id),
    id === null ? [] : listSessions(id),
  ])
  return (
    <Page where={<Breadcrumbs here="Your account" />}>
      <AccountPage
        handle={handle}
        local={who.via === 'local'}
        roles={who.rights.roles}
        person={person}
        submissions={submissions.items}
        keys={keys}
        signingKeys={signingKeys}
        webhooks={webhooks}
        sessions={sessions}
        ownSession={who.sessionId}
        actions={actions}
      />
    </Page>
  )
}
