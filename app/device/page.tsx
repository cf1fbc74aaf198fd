import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { readerOfPage } from '@/app/reader'
import { DevicePage } from '@/components/accounts/device-page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { type DeviceRequest, deviceRequestOf } from '@/lib/accounts/device/device'
import { DEVICE_PATH, SIGN_IN_PATH } from '@/lib/accounts/sign-in/names'
import { AppError } from '@/lib/errors/app-error'
import { decideForm } from './actions'

/** Longer than any code with hyphens and spaces. */
const DeviceQuery = z.object({ user_code: z.string().trim().max(30).optional() })

export function generateMetadata(): Promise<Metadata> {
  return headOf({ title: 'Sign in from a terminal', path: DEVICE_PATH, index: false })
}

export default async function Device({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { user_code: code } = readQuery(DeviceQuery, await searchParams).query
  const who = await readerOfPage()
  const here = code === undefined ? DEVICE_PATH : `${DEVICE_PATH}?${new URLSearchParams({ user_code: code })}`
  if (who === null) redirect(`${SIGN_IN_PATH}?${new URLSearchParams({ to: here })}`)
  return (
    <Page where={<Breadcrumbs here="Sign in from a terminal" />}>
      <DevicePage
        handle={who.account?.handle ?? null}
        asked={who.account === null || code === undefined ? null : await askedOf(code, (await incoming()).headers)}
        action={decideForm}
      />
    </Page>
  )
}

async function askedOf(code: string, headers: Headers): Promise<DeviceRequest | { readonly problem: string }> {
  try {
    return await deviceRequestOf(code, headers)
  } catch (error) {
    if (error instanceof AppError) return { problem: error.message }
    throw error
  }
}
