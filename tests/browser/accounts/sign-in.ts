import type { Page } from 'playwright-core'

/** Signs a person in at the provider of the tests, from the site's page on. */
export async function signIn(page: Page, site: string, handle: string, to = '/account'): Promise<void> {
  await page.goto(`${site}/sign-in?${new URLSearchParams({ to })}`)
  await page.getByRole('button', { name: 'Sign in with Test University' }).click()
  await page.getByPlaceholder('Enter any login').fill(handle)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`${site}${to}`)
}
