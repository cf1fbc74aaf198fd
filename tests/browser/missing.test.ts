import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'

const site = useSite()
const browser = useBrowser()

const ADDRESSES = [
  '/weights/SW-999999',
  '/weights/nonsense',
  '/sets/SS-999999',
  '/models/demo/nothing',
  '/models/no-repo/a--b',
  `/reports/${'0'.repeat(64)}`,
  '/submissions/SUB-999999',
  '/sources/nothing',
  '/docs/nothing',
  '/errors/nothing',
  '/nothing',
]

it.each(ADDRESSES)('%s is answered 404 with words that need no JavaScript', async (address) => {
  const page = await browser.open({ javaScriptEnabled: false })
  const response = await page.goto(site.url + address)
  expect(response?.status()).toBe(404)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('There is nothing at this address')
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
})

it.each(['/weights/SW-000001.9999', '/models/huggyllama/llama-7b/versions/9999'])(
  '%s, a version that there is not, is answered 404 with those that there are',
  async (address) => {
    const page = await browser.open({ javaScriptEnabled: false })
    const response = await page.goto(site.url + address)
    expect(response?.status()).toBe(404)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/has no version 9999$/)
    await page.getByRole('link', { name: /the latest$/ }).click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toContain('has no version')
  },
)

it('a model whose Hub does not answer is not called missing', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  const response = await page.goto(`${site.url}/models/nobody/nothing`)
  expect(response?.status()).toBe(503)
  await page.getByText('could not be read just now').waitFor()
})

it('a model in different case leads to its page', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await page.goto(`${site.url}/models/HuggyLlama/LLaMA-7B`)
  expect(new URL(page.url()).pathname).toBe('/models/huggyllama/llama-7b')
})
