import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { readerOfPage } from '@/app/reader'
import { SignInPage } from '@/components/accounts/sign-in-page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { SignInQuery } from '@/lib/accounts/sign-in/query'
import { describeWho } from '@/lib/people/who-am-i'
import { canSignIn, missingForSignIn, providers } from '@/lib/accounts/providers'
import { localPath } from '@/lib/accounts/sign-in/local-path'
import { SIGN_IN_PATH } from '@/lib/accounts/sign-in/names'
import { hostOf, siteOrigin } from '@/lib/arrival/own-host'

export function generateMetadata(): Promise<Metadata> {
  return headOf({ title: 'Sign in', path: SIGN_IN_PATH, index: false })
}

export default async function SignIn({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query } = readQuery(SignInQuery, await searchParams)
  const request = await incoming()
  const reader = await readerOfPage()
  const to = localPath(query.to)
  const ready = canSignIn()
  // Cookies belong to one host name: the one that the provider sends people back to.
  if (ready && hostOf(request) !== new URL(siteOrigin()).host)
    redirect(`${siteOrigin()}${SIGN_IN_PATH}?${new URLSearchParams({ to })}`)
  return (
    <Page where={<Breadcrumbs here="Sign in" />}>
      <SignInPage
        providers={ready ? providers().map(({ id, name }) => ({ id, name })) : []}
        missing={missingForSignIn()}
        who={reader && describeWho(reader)}
        to={to}
        error={query.error}
      />
    </Page>
  )
}
