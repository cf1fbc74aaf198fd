import type { Page } from 'playwright-core'
import xss from '../components/text/fixtures/xss.json'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf, noteViolations, violationsOn } from './axe'

const site = useSite()
const browser = useBrowser()

/** Null bytes are refused on receipt. */
const storable = xss.filter((text) => !text.includes('\0'))

/** Most of the hostile texts, in notes as long as notes may be. */
const NOTES = [storable.slice(0, 100), storable.slice(100)].map((texts) => texts.join('\n\n').slice(0, 4_000))

const ALLOWED = ['A', 'BLOCKQUOTE', 'BR', 'CODE', 'EM', 'LI', 'OL', 'P', 'PRE', 'STRONG', 'UL']

test.each(NOTES.map((note, i) => [i, note] as const))(
  'a hostile note runs nothing on any page (%i)',
  async (i, note) => {
    const answer = await fetch(`${site.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ repo: 'demo/tiny-single', coordinates: [`1:5${i}:77`], note }),
    })
    expect(answer.status).toBe(201)
    const { id, screened } = (await answer.json()) as { id: string; screened: { weight: string }[] }
    const page = await browser.open()
    const seen = { dialogs: 0, complaints: complaintsOf(page) }
    page.on('dialog', (dialog) => {
      seen.dialogs += 1
      void dialog.dismiss()
    })
    const refused = await noteViolations(page)
    for (const address of [`/submissions/${id}`, `/weights/${screened[0]?.weight}`]) {
      await page.goto(`${site.url}${address}`)
      await page.locator('.note').first().waitFor()
      expect(await elementsOfNotes(page)).toEqual([])
      await page
        .locator('.note a')
        .evaluateAll((links) => links.forEach((link) => link.dispatchEvent(new Event('mouseover'))))
      expect([seen.dialogs, ...seen.complaints, ...(await refused())]).toEqual([0])
      expect(await violationsOn(page)).toEqual([])
    }
  },
)

/** What in the notes is out of the list: an element, or a link to anywhere but the web. */
const elementsOfNotes = (page: Page) =>
  page
    .locator('.note *')
    .evaluateAll(
      (elements, allowed) =>
        elements
          .filter(
            (e) => !allowed.includes(e.tagName) || (e instanceof HTMLAnchorElement && !/^https?:$/.test(e.protocol)),
          )
          .map((e) => e.outerHTML),
      ALLOWED,
    )
