import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'

const site = useSite()
const browser = useBrowser()

it.each(['light', 'dark'] as const)(
  'on paper all is black on white without what only a screen needs, from a %s page',
  async (theme) => {
    const page = await browser.open({ colorScheme: theme })
    await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
    await page.goto(`${site.url}/weights/SW-000001`)
    await page.getByRole('group', { name: 'Appearance' }).waitFor()
    await page.emulateMedia({ media: 'print' })
    const colors = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body)
      return { backgroundColor, color }
    })
    expect(colors).toEqual({ backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)' })
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
    // A heading over nothing would be the trace of something that only a screen needs.
    const empty = await page
      .locator('main section:has(> h2)')
      .evaluateAll((all) =>
        all.map((one) => (one as HTMLElement).innerText.trim()).filter((text) => !text.includes('\n')),
      )
    expect(empty).toEqual([])
    const addresses = await page
      .locator('main a[href^="http"]')
      .evaluateAll((all) => all.map((link) => [link.getAttribute('href'), getComputedStyle(link, '::after').content]))
    expect(addresses.length).toBeGreaterThan(0)
    for (const [href, shown] of addresses) expect(shown).toContain(href)
  },
)
