import { useBrowser } from '../../helpers/browser'
import { useSite } from '../../helpers/site'
import { makeRecords } from '../site-pages'

const site = useSite()
const browser = useBrowser()

/** A fine-tune of a verified model, without a record of its own. */
const FINE_TUNE = 'demo/single-tuned'

beforeAll(() => makeRecords(site.url))

describe.each([true, false])('an engineer who quantises a fine-tune (JavaScript: %s)', (javaScriptEnabled) => {
  it('has the list for their tool after three actions on the front page', async () => {
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(site.url)
    const box = page.getByRole('combobox').or(page.getByRole('searchbox')).first()
    await box.fill(FINE_TUNE)
    await box.press('Enter') // one
    await page.waitForURL(/\/search\?q=/)
    await page.getByRole('link', { name: `Look at ${FINE_TUNE}` }).click() // two
    await page.waitForURL(`${site.url}/models/${FINE_TUNE}`)
    await page.getByRole('link', { name: 'llama.cpp' }).click() // three
    await page.waitForURL(/\/keep\?.*for=llama\.cpp/)
    const list = page.locator('[data-copy] code').first()
    await list.waitFor()
    expect(await list.innerText()).toMatch(/blk.*ffn_down/)
    // The page, the file behind it and the API say the same.
    const [file] = await page
      .getByRole('link', { name: /^Download / })
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect((await (await fetch(site.url + file)).text()).trim()).toBe((await list.innerText()).trim())
  })
})
