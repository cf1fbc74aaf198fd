import type { SubmissionRecord } from '@/lib/submissions/schema'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf, violationsOn } from './axe'
import { readDescendants, submitAndWait } from './submit-by-api'

const site = useSite()
const browser = useBrowser()
let single: SubmissionRecord | undefined
let set: SubmissionRecord | undefined

beforeAll(async () => {
  single = await submitAndWait(site.url, 'demo/tiny-single', ['1:23:88'])
  await readDescendants(site.url, 'demo/tiny-single')
  set = await submitAndWait(site.url, 'demo/tiny-set', ['1:41:130', '1:7:130', '1:58:130'])
})

/** Every kind of page, with what it must show. */
const PAGES: readonly (readonly [name: string, path: () => string, shows: string])[] = [
  ['the front page', () => '/', 'hang on a single number'],
  ['the index', () => '/weights', 'Every coordinate on record'],
  ['the index, filtered to nothing', () => '/weights?model=no-such-model', 'No record matches these filters'],
  ['the index at a broken address', () => '/weights?layer=two&cursor=xyz', 'address is invalid'],
  ['the index, grouped and with other columns', () => '/weights?group=model&columns=family&columns=depth', '32 layers'],
  ['the index of other units', () => '/weights?unit=expert&unit=scalar', 'Channels, neurons and experts'],
  ['a comparison of weights', () => `/compare?ids=${single?.weights[0]},SW-000001`, 'What removing them does'],
  ['a comparison of nothing', () => '/compare', 'Check the boxes'],
  ['the families', () => '/families', 'Where super weights lie'],
  ['the sources', () => '/sources', 'what became of it'],
  ['a published record', () => '/weights/SW-000001', 'Published, not verified here'],
  ['a verified record', () => `/weights/${single?.weights[0]}`, 'What removing it does'],
  ['the sets', () => '/sets', 'Model contains'],
  ['the sets, filtered to nothing', () => '/sets?class=A', 'No set fits these filters'],
  ['a set', () => `/sets/${set?.set}`, 'claimed together'],
  ['the models', () => '/models', 'huggyllama/llama-7b'],
  ['a model', () => '/models/huggyllama/llama-7b', 'Published perplexities'],
  ['a model with derived ones', () => '/models/demo/tiny-single', '+3.6 %'],
  ['a model without a record, of a verified one', () => '/models/demo/single-tuned', '2.25 instead of 2.171875'],
  ['a model without a record, known by its bits', () => '/models/demo/single-renamed', 'the same bits at the verified'],
  ['a model that nobody knows', () => '/models/demo/tiny-plain', 'Find them for me'],
  ['what to keep', () => '/keep', 'For example'],
  [
    'what to keep of a published model',
    () => '/keep?repo=huggyllama/llama-7b&for=gptq',
    'Published, not verified here',
  ],
  ['what to keep of a verified set', () => '/keep?repo=demo/tiny-set&for=llama.cpp', 'Verified here'],
  ['what to keep of something else', () => '/keep?repo=a+b', 'There is no answer'],
  ['what to keep of a repo that is not there', () => '/keep?repo=demo/no-such', 'There is no public model'],
  ['the audit', () => '/audit', 'The rule'],
  [
    'the audit of an upload whose base has no record',
    () => '/audit?repo=demo/wide-single-gptq',
    'No super weight of demo/wide-single is known',
  ],
  [
    'the audit of what is not quantised',
    () => '/audit?repo=demo/tiny-plain',
    'Nothing says what demo/tiny-plain was made from',
  ],
  ['the audit of many files', () => '/audit?repo=demo/wide-single-gguf&base=demo/tiny-single', 'Other files'],
  ['the search', () => '/search', 'Ask for a model'],
  ['the search for a model', () => '/search?q=llama+2+7b', 'Which weights to keep'],
  ['the search for nothing', () => '/search?q=zzzzzz', 'Nothing on record matches'],
  ['a source', () => '/sources/yu2024', 'Where it says so'],
  ['the form', () => '/submit', 'Submit a coordinate'],
  ['the queue', () => '/submissions', 'demo/tiny-single'],
  ['a submission', () => `/submissions/${single?.id}`, 'Verdict'],
  ['a report', () => `/reports/${single?.report}`, 'Run it again'],
  ['the documentation', () => '/docs', 'The protocol'],
  ['a page of it', () => '/docs/api', 'Keep a copy fresh'],
  ['a page with wide tables', () => '/docs/cost', 'Beside transformers'],
  ['a page with long tables', () => '/docs/parity', 'By checkpoint'],
  ['a page with plots', () => '/docs/real-model', 'Compared with PyTorch'],
  ['a page with commands', () => '/docs/command-line', 'Exit codes'],
  ['a page with a figure to play with', () => '/docs/super-weights', 'Quantise its matrix'],
  ['a page with questions', () => '/docs/faq', 'Is it one weight or several?'],
  ['a page on finding one', () => '/docs/find-one', 'What can mislead you'],
  ['an annotated record', () => '/docs/read-a-record', 'What is missing, and why'],
  ['the lists of every tool', () => '/docs/quantise', 'Tools without a list'],
  ['a page on verifying', () => '/docs/verify-yourself', 'Recompute a verdict'],
  ['the policies', () => '/docs/policies', 'Who may submit'],
  ['the error codes', () => '/errors', 'Bad cursor'],
  ['an error code', () => '/errors/bad-cursor', 'What to do'],
  ['nothing', () => '/no-such-page', 'nothing at this address'],
]

describe.each(PAGES)('%s', (_name, path, shows) => {
  it.each(['light', 'dark'] as const)('keeps nobody out and breaks no policy, in %s', async (colorScheme) => {
    const page = await browser.open({ colorScheme, viewport: { width: 1280, height: 900 } })
    const complaints = complaintsOf(page)
    await page.goto(site.url + path())
    await page.getByText(shows).first().waitFor()
    expect(await violationsOn(page)).toEqual([])
    // A page that does not exist is answered 404, which the browser itself reports.
    expect(complaints.filter((c) => !/404/.test(c))).toEqual([])
  })

  it('fits a screen 360 pixels wide, has one main heading and headings in order', async () => {
    const page = await browser.open({ viewport: { width: 360, height: 780 } })
    await page.goto(site.url + path())
    await page.getByText(shows).first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    )
    const levels = await page.locator('h1, h2, h3, h4').evaluateAll((all) => all.map((h) => Number(h.tagName[1])))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1))
  })
})

describe('on a phone', () => {
  const phone = () => browser.open({ viewport: { width: 360, height: 780 } })

  it.each([
    ['the front page', () => '/'],
    ['the index', () => '/weights'],
    ['a verified record', () => `/weights/${single?.weights[0]}`],
    ['the sets', () => '/sets'],
    ['a set', () => `/sets/${set?.set}`],
    ['the index of other units', () => '/weights?unit=expert&unit=scalar'],
    ['a comparison', () => `/compare?ids=${single?.weights[0]},SW-000001`],
    ['the families', () => '/families'],
    ['the sources', () => '/sources'],
    ['the models', () => '/models'],
    ['a model', () => '/models/demo/tiny-set'],
    ['a model with derived ones', () => '/models/demo/tiny-single'],
    ['a model without a record', () => '/models/demo/single-tuned'],
    ['the queue', () => '/submissions'],
    ['a report', () => `/reports/${single?.report}`],
  ])(
    'no table of %s hides anything to the side, and every cell has its label or a line of its own',
    async (_name, path) => {
      const page = await phone()
      await page.goto(site.url + path())
      const tables = page.locator('table.stacked')
      await tables.first().waitFor()
      const cut = await page
        .locator('[role=region]:has(> table.stacked)')
        .evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.ariaLabel))
      expect(cut).toEqual([])
      const left = await tables
        .locator('td')
        .evaluateAll((all) =>
          all.filter((e) => e.checkVisibility()).map((e) => Math.round(e.getBoundingClientRect().left)),
        )
      expect(new Set(left).size).toBe(1)
    },
  )

  it('the index keeps class and level of every record', async () => {
    const page = await phone()
    await page.goto(`${site.url}/weights?model=demo/tiny-single`)
    const row = page.locator('tbody tr').first()
    expect(await row.innerText()).toContain('super weight')
    expect(await row.innerText()).toContain('2 reproduced')
    expect(await row.getByRole('cell').filter({ hasText: 'super weight' }).isVisible()).toBe(true)
  })

  it('the button to submit keeps clear of the line under the current tab', async () => {
    const page = await phone()
    for (const path of ['/weights', '/sets', '/models', '/submissions', '/docs', '/submit']) {
      await page.goto(site.url + path)
      const boxes = await page
        .locator('nav[aria-label="Main"] a')
        .evaluateAll((all) =>
          all
            .map((a) => a.getBoundingClientRect())
            .map(({ top, bottom, left, right }) => ({ top, bottom, left, right })),
        )
      const submit = boxes.at(-1)
      // The line is drawn up to 10 pixels under the words.
      for (const tab of boxes.slice(0, -1))
        expect(
          submit !== undefined &&
            (submit.left >= tab.right || submit.top >= tab.bottom + 10 || submit.bottom <= tab.top),
        ).toBe(true)
    }
  })
})

it('an old version says so and leads to the latest, which lists it', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/weights/${single?.weights[0]}.1`)
  await page.getByText('it has been superseded').waitFor()
  await page.getByRole('link', { name: /, version \d+$/ }).click()
  await page.waitForURL(/\/weights\/SW-\d+$/)
  await page.getByRole('link', { name: 'Version 1', exact: true }).click()
  await page.waitForURL(/\/weights\/SW-\d+\.1$/)
})

it('keeps the chosen appearance on the next page', async () => {
  const page = await browser.open({ colorScheme: 'light' })
  await page.goto(`${site.url}/`)
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await paper()
  await page.getByRole('button', { name: 'Dark appearance' }).click()
  const dark = await paper()
  expect(dark).not.toBe(light)
  await page.goto(`${site.url}/weights`)
  expect(await paper()).toBe(dark)
})

it('filters, sorts and pages without JavaScript, with the state in the address', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await page.goto(`${site.url}/weights`)
  await page.getByLabel('Model contains').fill('OLMo-1B')
  await page.getByLabel('Sort by').selectOption('layer')
  await page.getByLabel('Order').selectOption('desc')
  await page.getByRole('button', { name: 'Show' }).click()
  expect(new URL(page.url()).searchParams.get('model')).toBe('OLMo-1B')
  const rows = page.locator('tbody tr')
  const layers = await rows.evaluateAll((all) => all.map((row) => Number(row.children[2]?.textContent)))
  expect(layers.length).toBeGreaterThanOrEqual(3)
  expect(layers).toEqual(layers.toSorted((a, b) => b - a))
  await page.goto(`${site.url}/weights?limit=10`)
  await page.getByRole('link', { name: 'Next page' }).click()
  expect(await rows.first().innerText()).toContain('SW-000011')
  await page.getByRole('link', { name: 'Back to the start' }).click()
  expect(await rows.first().innerText()).toContain('SW-000001')
})

it('lists sets without JavaScript: members, R, class and level of each, filtered by the address', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await page.goto(`${site.url}/`)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sets' }).click()
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(1)
  await page.getByLabel('Class').selectOption('B')
  await page.getByRole('button', { name: 'Show' }).click()
  expect(new URL(page.url()).searchParams.get('class')).toBe('B')
  const rows = page.locator('tbody tr')
  expect(await rows.count()).toBe(1)
  const words = await rows.first().innerText()
  for (const shown of [String(set?.set), 'demo/tiny-set', '3 weights', 'super-weight set', '2 reproduced'])
    expect(words).toContain(shown)
  expect(words).toMatch(/×\d\d/)
})
