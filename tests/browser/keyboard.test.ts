import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'

const site = useSite()
const browser = useBrowser()

it('the first Tab offers to skip to the content, and Enter does it', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/weights`)
  await page.keyboard.press('Tab')
  const link = page.getByRole('link', { name: 'Skip to the content' })
  expect(await link.evaluate((e) => e === document.activeElement && e.getBoundingClientRect().width > 50)).toBe(true)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'main')
})

it('a claim can be entered and sent without a mouse, and the focus is always seen', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/submit`)
  await page.getByRole('textbox', { name: 'Model' }).focus()
  await page.keyboard.type('demo/tiny-plain')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1:2:3')
  const button = page.getByRole('button', { name: 'Submit', exact: true })
  for (let i = 0; i < 12 && !(await button.evaluate((e) => e === document.activeElement)); i++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).not.toBe(
      'none',
    )
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/submissions\/SUB-\d+/)
})

it('a table wider than the screen scrolls with the keyboard, and its shaded edge says that there is more', async () => {
  const page = await browser.open({ viewport: { width: 390, height: 844 } })
  await page.goto(`${site.url}/docs/parity`)
  const region = page.getByRole('region', { name: 'Table: By checkpoint' })
  expect(await region.evaluate((e) => getComputedStyle(e).backgroundAttachment)).toContain('local')
  await region.focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0)
})

it('a plot’s numbers open with the keyboard', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/`)
  await page.getByText('The numbers').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('rowheader', { name: 'One super weight removed' }).waitFor()
})
