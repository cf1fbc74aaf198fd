import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'

const site = useSite()
const browser = useBrowser()

it.each([
  ['the pointer', 'hover'],
  ['the keyboard', 'focus'],
] as const)('a page asks for no other one before %s is on its link', async (_who, reach) => {
  const page = await browser.open()
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (searchParams.has('_rsc')) asked.push(pathname)
  })
  await page.goto(`${site.url}/weights`, { waitUntil: 'networkidle' })
  expect(asked).toEqual([])
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Docs' })
  await Promise.all([page.waitForRequest((request) => request.url().includes('/docs?_rsc=')), link[reach]()])
  expect(new Set(asked)).toEqual(new Set(['/docs']))
  await link.click()
  await page.waitForURL(`${site.url}/docs`)
})
