import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { feedOf } from '@/app/feed-of'
import { headOf } from '@/app/head-of'
import { MISSING, missing } from '@/app/missing'
import { readerOfPage } from '@/app/reader'
import { MAY_SET_ROLES } from '@/app/who-may-write'
import { PersonPage } from '@/components/accounts/person-page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { suffices } from '@/lib/accounts/auth'
import { LOCAL } from '@/lib/accounts/local'
import { feedPath } from '@/lib/feeds/paths'
import { getPerson } from '@/lib/people/get'
import { listSubmissions } from '@/lib/submissions/list'
import { SubmissionQuery } from '@/lib/submissions/schema'
import { setRoleForm } from './actions'

type Props = { params: Promise<{ handle: string }> }

/** The rest is one click away. */
const SHOWN = 20

/** Read once for the page and its metadata. */
const read = cache(getPerson)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await read(decodeURIComponent((await params).handle))
  if (!person) return MISSING
  return headOf({
    title: person.handle,
    description: `What ${person.handle} submitted to this registry.`,
    path: person.url,
    json: `/api/v1${person.url}`,
    feed: feedPath(person.url),
  })
}

export default async function Person({ params }: Props) {
  const asked = decodeURIComponent((await params).handle)
  const person = await read(asked)
  if (!person) return missing()
  if (person.handle !== asked) permanentRedirect(person.url)
  const { items } = await listSubmissions(SubmissionQuery.parse({ account: person.handle, limit: SHOWN }))
  const reader = await readerOfPage()
  // Nobody changes their own role.
  const maySetRoles =
    reader !== null && (reader.account ?? LOCAL).handle !== person.handle && suffices(reader.rights, MAY_SET_ROLES)
  return (
    <Page where={<Breadcrumbs here={person.handle} />} copy={person.handle}>
      <PersonPage
        person={person}
        submissions={items}
        feed={await feedOf(person.url)}
        setRole={maySetRoles ? setRoleForm : null}
      />
    </Page>
  )
}
