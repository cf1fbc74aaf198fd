import { useBrowser } from '../../helpers/browser'
import { useSite } from '../../helpers/site'
import { complaintsOf, violationsOn } from '../axe'

const site = useSite()
const browser = useBrowser()

describe.each([true, false])('the webhooks of an account (JavaScript: %s)', (javaScriptEnabled) => {
  // The name leads nowhere (RFC 2606), so that nothing is sent.
  const url = `https://hooks.invalid/${javaScriptEnabled ? 'with' : 'without'}`

  test('are made with a secret that is shown once, tested, given another secret, and deleted', async () => {
    const page = await browser.open({ javaScriptEnabled })
    const complaints = complaintsOf(page)
    await page.goto(`${site.url}/account`)
    await page.getByLabel('Address, beginning with https://').fill(url)
    await page.getByRole('button', { name: 'Add a webhook' }).click()
    const secret = page.locator('#webhooks').locator('..').getByRole('status').locator('code')
    const first = await secret.innerText()
    expect(first).toMatch(/^whsec_[\w+/]{43}=$/)
    const item = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Delete: ${url}` }) })
    await item.getByRole('button', { name: 'New secret' }).click()
    await item.getByText(`The secret of ${url}`).waitFor()
    expect(await item.getByRole('status').locator('code').innerText()).not.toBe(first)
    await item.getByRole('button', { name: `Send a test: ${url}` }).click()
    await item.getByText('waiting').waitFor()
    if (javaScriptEnabled) expect(await violationsOn(page)).toEqual([])
    await page.reload()
    expect(await page.locator('main').innerText()).not.toContain('whsec_')
    await item.getByRole('button', { name: `Delete: ${url}` }).click()
    await page.getByText(url, { exact: true }).waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('are refused where nothing may be sent, beside the field', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(`${site.url}/account`)
    await page.getByLabel('Address, beginning with https://').fill('https://169.254.169.254/')
    await page.getByRole('button', { name: 'Add a webhook' }).click()
    await page.getByText('The address is not on the public Internet').waitFor()
  })
})
