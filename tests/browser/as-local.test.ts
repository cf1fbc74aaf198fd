import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'

const site = useSite()
const browser = useBrowser()

/** A submission that is blocked: its repo is not there. */
async function blocked(name: string): Promise<string> {
  const answer = await fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repo: `demo/${name}`, coordinates: ['1:2:3'] }),
  })
  return ((await answer.json()) as { id: string }).id
}

describe.each([true, false])('whoever uses the site on its own machine (JavaScript: %s)', (javaScriptEnabled) => {
  test('queues a submission again, and sees what came of it', async () => {
    const id = await blocked(`not-there-${javaScriptEnabled}`)
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(`${site.url}/submissions/${id}`)
    await page.getByLabel('Reason, for everybody to read').fill(`Looked at it, scripts: ${javaScriptEnabled}.`)
    await page.getByRole('button', { name: 'Queue it again' }).click()
    await page
      .getByText(`Queued again by local, a maintainer: Looked at it, scripts: ${javaScriptEnabled}.`)
      .first()
      .waitFor({ state: 'attached' })
  })

  test('challenges a record and takes that back, and may answer all the time', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(`${site.url}/challenges/new?record=SW-000020`)
    await page.getByRole('radio', { name: /^Another record is the same/ }).check()
    await page.getByLabel('How do you know?').fill('See SW-000021: only the spelling differs.')
    await page.getByRole('button', { name: 'Challenge the record' }).click()
    if (!javaScriptEnabled) await page.getByRole('link', { name: 'go to it' }).click()
    await page.waitForURL(/\/challenges\/CH-\d+$/)
    for (const [text, button, said] of [
      ['Which spelling?', 'Comment', 'commented'],
      ['It was a slip.', 'Take the challenge back', 'took the challenge back'],
    ] as const) {
      const field = page.getByLabel(/For everybody to read/)
      // The form is emptied a moment after the last answer shows.
      while ((await field.inputValue()) !== '') await page.waitForTimeout(50)
      await field.fill(text)
      await page.getByRole('button', { name: button }).click()
      await page.locator('main').getByText(said).waitFor()
    }
    expect(await page.getByRole('button', { name: 'Comment' }).count()).toBe(0)
  })
})
