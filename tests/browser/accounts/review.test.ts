import type { Page } from 'playwright-core'
import { violationsOn } from '../axe'
import { useBrowser } from '../../helpers/browser'
import { useSignInSite } from '../../helpers/sign-in-site'
import { signIn } from './sign-in'

const site = useSignInSite()
const browser = useBrowser()
const VERDICT_MS = 120_000
const main = (page: Page) => page.locator('main')
/** Its id, once it has a verdict: sets of the literature come before it. */
let set = ''

/** Presses a button of the form that answers a challenge, and waits for what its history says then. */
async function answer(page: Page, text: string, button: string, said: string): Promise<void> {
  const field = page.getByLabel(/For everybody to read/)
  // The form is emptied a moment after the last answer shows.
  while ((await field.inputValue()) !== '') await page.waitForTimeout(50)
  await field.fill(text)
  await page.getByRole('button', { name: button }).click()
  await main(page).getByText(said).last().waitFor()
}

async function challenge(page: Page, reason: string, text: string): Promise<string> {
  await page.goto(`${site.url}/sets/${set}`)
  await page.getByRole('link', { name: `Challenge ${set}` }).click()
  await page.waitForURL(/\/challenges\/new/)
  await page.getByLabel(reason).check()
  await page.getByLabel('How do you know?').fill(text)
  await page.getByRole('button', { name: 'Challenge the record' }).click()
  await page.waitForURL(/\/challenges\/CH-\d+$/)
  return page.url()
}

test(
  'a person signs in, submits a set and watches it finish',
  async () => {
    const page = await browser.open()
    await signIn(page, site.url, 'ada', '/submit')
    await page.goto(
      `${site.url}/submit?${new URLSearchParams({ repo: 'demo/tiny-set', coordinates: '1:41:130\n1:7:130\n1:58:130' })}`,
    )
    await page.getByRole('button', { name: 'Submit', exact: true }).click()
    await page.waitForURL(/\/submissions\/SUB-\d+/)
    await main(page).getByRole('heading', { name: 'Verdict' }).waitFor({ timeout: VERDICT_MS })
    expect(await main(page).innerText()).toContain('from ada')
    const sent = await fetch(`${site.url}/api/v1/submissions/SUB-000001`)
    set = ((await sent.json()) as { set: string }).set
  },
  VERDICT_MS + 60_000,
)

describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
  test('a challenge shows on the record until a maintainer upholds it', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await signIn(page, site.url, 'ada')
    const address = await challenge(page, 'I cannot reproduce it', 'I get **1.02** with another seed.')
    expect(await main(page).locator('strong').innerText()).toBe('1.02')
    expect(await page.getByRole('button', { name: 'Uphold the record' }).count()).toBe(0)
    await page.goto(`${site.url}/sets/${set}`)
    await main(page).getByText('This record is challenged').waitFor()

    const maintainer = await browser.open({ javaScriptEnabled })
    await signIn(maintainer, site.url, 'maintainer', '/review')
    await main(maintainer).getByRole('heading', { name: '1 open challenge' }).waitFor()
    await maintainer.goto(address)
    await answer(maintainer, 'Which seed, and on which machine?', 'Comment', 'commented')
    await answer(maintainer, 'Run three times on two machines.', 'Uphold the record', 'upheld the record')
    await page.reload()
    expect(await main(page).innerText()).not.toContain('This record is challenged')
    await main(page).getByText('Run three times on two machines.').first().waitFor()
  })
})

test('a reviewer looks at the claim, and it leaves the queue', async () => {
  const page = await browser.open()
  await signIn(page, site.url, 'maintainer', '/review')
  await main(page).getByRole('heading', { name: '1 new claim' }).waitFor()
  await main(page).getByRole('link', { name: /^SUB-/ }).click()
  await page.getByLabel(/What you saw/).fill('The three values are as in the repo.')
  await page.getByRole('button', { name: 'I have looked at it' }).click()
  await main(page).getByText('The three values are as in the repo.').waitFor()
  await page.goto(`${site.url}/review`)
  await main(page).getByText('Nothing waits').waitFor()
})

test('what is refused keeps what was typed', async () => {
  const page = await browser.open()
  await signIn(page, site.url, 'ada')
  await page.goto(`${site.url}/challenges/new?record=SW-999999`)
  await page.getByRole('radio', { name: /^Something else/ }).check()
  await page.getByLabel('How do you know?').fill('This is long enough to be a reason.')
  await page.getByRole('button', { name: 'Challenge the record' }).click()
  await main(page).getByRole('alert').waitFor()
  expect(await main(page).getByRole('alert').innerText()).toContain('There is no record SW-999999')
  expect(await page.getByLabel('How do you know?').inputValue()).toBe('This is long enough to be a reason.')
  expect(await page.getByRole('radio', { name: /^Something else/ }).isChecked()).toBe(true)
  expect(await violationsOn(page)).toEqual([])
})

test(
  'a maintainer has the record verified again, then withdraws it: its page becomes a tombstone',
  async () => {
    const page = await browser.open()
    await signIn(page, site.url, 'maintainer')
    const address = await challenge(
      page,
      'The checkpoint is not what it seems',
      'The repo is an edited copy of another one.',
    )
    await answer(page, 'Once more.', 'Verify it again', 'had the record verified again')
    await main(page).getByRole('link', { name: 'SUB-000002' }).click()
    await main(page).getByRole('heading', { name: 'Verdict' }).waitFor({ timeout: VERDICT_MS })
    await page.goto(address)
    await main(page).getByText('accepted').waitFor()
    await answer(page, 'It is an edited copy: see its card.', 'Withdraw the record', 'withdrew the record')
    await page.goto(`${site.url}/sets/${set}`)
    await main(page).getByText('This record was withdrawn').waitFor()
    expect(await main(page).innerText()).toContain('It is an edited copy: see its card.')
    expect(await main(page).innerText()).not.toContain('Perplexity')
    expect(await violationsOn(page)).toEqual([])
    await page.goto(`${site.url}/sets`)
    expect(await main(page).innerText()).not.toContain(set)
    await page.goto(`${site.url}/keep?repo=demo/tiny-set`)
    expect(await main(page).innerText()).not.toContain('Verified here')
    await page.goto(`${site.url}/sets/${set}.1`)
    await main(page).getByText('This record was withdrawn').waitFor()
  },
  VERDICT_MS + 60_000,
)
