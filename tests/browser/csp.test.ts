import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf, noteViolations } from './axe'

const site = useSite()
const browser = useBrowser()

test('what follows without loading a page anew stays within the policy', async () => {
  const page = await browser.open()
  const complaints = complaintsOf(page)
  const refused = await noteViolations(page)
  await page.goto(site.url)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).click()
  await page.waitForURL(/\/models$/)
  await page.getByRole('link', { name: 'huggyllama/llama-7b' }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect([...complaints, ...(await refused())]).toEqual([])
})

test.each([
  ['a script element', '<script>window.ran = true</script>'],
  ['a handler in an attribute', '<img src="/nothing.png" onerror="window.ran = true">'],
  ['an address that is a script', '<iframe src="javascript:parent.ran = true"></iframe>'],
  ['a script of another site', '<script src="data:text/javascript,window.ran=true"></script>'],
  ['a script with somebody else’s nonce', '<script nonce="AAAAAAAAAAAAAAAAAAAAAA==">window.ran = true</script>'],
])('%s that somebody smuggles into a page does not run', async (_, markup) => {
  const page = await browser.open()
  await page.route(`${site.url}/docs`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('</main>', `${markup}</main>`) })
  })
  await page.addInitScript(() => {
    Object.assign(window, {
      blocked: new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve, { once: true })),
    })
  })
  await page.goto(`${site.url}/docs`)
  await page.evaluate(() => (window as unknown as { blocked: Promise<unknown> }).blocked.then(() => undefined))
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
})
