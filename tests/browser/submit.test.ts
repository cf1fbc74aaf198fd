import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf, violationsOn } from './axe'
import { submitAndWait } from './submit-by-api'

const site = useSite()
const browser = useBrowser()

/** A demo verification takes seconds; other suites may be before it in the queue. */
const VERDICT_MS = 120_000

describe('the form', () => {
  it('reads the coordinate while one types, shows both readings, and corrects a wrong spelling', async () => {
    const page = await browser.open()
    await page.goto(`${site.url}/submit`)
    await page.getByLabel('Coordinates').fill('layer 2, 3968, 7003')
    await page.getByRole('button', { name: 'Use layers[2].mlp.down_proj.weight[3968, 7003]' }).click()
    expect(await page.getByLabel('Coordinates').inputValue()).toBe('layers[2].mlp.down_proj.weight[3968, 7003]')
    await page.getByText('layer 2, output channel 3968, input neuron 7003').waitFor()
    await page.getByRole('textbox', { name: 'Model' }).fill('https://huggingface.co/huggyllama/llama-7b/tree/main')
    await page.getByText('Read as huggyllama/llama-7b at main').waitFor()
  })

  it('is filled in by its address, as records link to it', async () => {
    const page = await browser.open()
    await page.goto(`${site.url}/weights/SW-000001`)
    await page.getByRole('link', { name: 'Submit it for verification' }).click()
    await page.waitForURL(/\/submit\?/)
    expect(await page.getByRole('textbox', { name: 'Model' }).inputValue()).toBe('huggyllama/llama-7b')
    expect(await page.getByLabel('Coordinates').inputValue()).toBe('layers[2].mlp.down_proj.weight[3968, 7003]')
  })

  it('shows a refusal beside its field and moves the focus to the summary', async () => {
    const page = await browser.open()
    await page.goto(`${site.url}/submit`)
    await page.getByRole('textbox', { name: 'Model' }).fill('demo/tiny-single')
    await page.getByLabel('Coordinates').fill('1:23:99999')
    await page.getByRole('button', { name: 'Submit', exact: true }).click()
    const summary = page.locator('[aria-labelledby="problem-title"]')
    await summary.waitFor()
    expect(await summary.evaluate((e) => e === document.activeElement)).toBe(true)
    const field = page.getByLabel('Coordinates')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const edges = await field.evaluate((e) => [getComputedStyle(e).borderLeftColor, getComputedStyle(e).borderTopColor])
    expect(edges[0]).not.toBe(edges[1])
    const described = (await field.getAttribute('aria-describedby')) ?? ''
    expect(described).toContain('coordinates-error')
    expect(await page.locator('#coordinates-error').innerText()).toContain('64 rows')
    expect(await field.inputValue()).toBe('1:23:99999')
    expect(await violationsOn(page)).toEqual([])
  })
})

it(
  'a demo claim goes from one click to accepted, live and with its record linked',
  async () => {
    const page = await browser.open()
    const complaints = complaintsOf(page)
    await page.goto(`${site.url}/submit`)
    await page.getByRole('link', { name: 'demo/tiny-pair' }).click()
    await page.getByRole('button', { name: 'Submit', exact: true }).click()
    await page.waitForURL(/\/submissions\/SUB-\d+/)
    // Whatever stands in this variable is lost when the page is loaded again.
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await page.getByRole('status').filter({ hasText: 'accepted' }).waitFor({ timeout: VERDICT_MS })
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
    expect(complaints).toEqual([])
    await page.getByRole('link', { name: /^SS-/ }).click()
    await page.waitForURL(/\/sets\/SS-\d+/)
    await page.getByRole('heading', { name: 'Members' }).waitFor()
    expect(await page.locator('tbody').first().locator('tr').count()).toBe(2)
  },
  VERDICT_MS + 30_000,
)

describe('a search', () => {
  it(
    'goes from the name of a model to what it found, live, and claims it with one click',
    async () => {
      const page = await browser.open()
      const complaints = complaintsOf(page)
      await page.goto(`${site.url}/submit`)
      await page.getByRole('textbox', { name: 'Model' }).fill('demo/tiny-set')
      await page.getByRole('button', { name: 'Find them for me' }).click()
      await page.waitForURL(/\/submissions\/SUB-\d+/)
      const search = page.url()
      await page.evaluate(() => Object.assign(window, { stayed: true }))
      await page.getByRole('heading', { name: 'Found 1 super-weight set' }).waitFor({ timeout: VERDICT_MS })
      expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
      expect(complaints).toEqual([])
      expect(await violationsOn(page)).toEqual([])
      await page.getByRole('link', { name: 'Claim this set of 3' }).click()
      await page.waitForURL((url) => /\/submissions\/SUB-\d+/.test(url.pathname) && !search.endsWith(url.pathname))
      for (const at of ['[41, 130]', '[7, 130]', '[58, 130]']) await page.getByText(at).first().waitFor()
    },
    VERDICT_MS + 30_000,
  )

  it('refuses coordinates beside it, and keeps them', async () => {
    const page = await browser.open()
    await page.goto(`${site.url}/submit?repo=demo/tiny-set&coordinates=1:41:130`)
    await page.getByRole('button', { name: 'Find them for me' }).click()
    await page.locator('#coordinates-error').filter({ hasText: 'A search needs no coordinates' }).waitFor()
    expect(await page.getByLabel('Coordinates').inputValue()).toBe('1:41:130')
  })

  it('is asked for, and read, without JavaScript', async () => {
    const page = await browser.open({ javaScriptEnabled: false })
    await page.goto(`${site.url}/submit`)
    await page.getByRole('textbox', { name: 'Model' }).fill('demo/tiny-set')
    await page.getByRole('button', { name: 'Find them for me' }).click()
    await page.waitForURL(/\/submissions\/SUB-\d+\?known=yes/)
    await page.getByText('This search was already submitted').waitFor()
    await page.getByRole('heading', { name: 'Found 1 super-weight set' }).waitFor()
    await page.getByRole('link', { name: 'Claim this set of 3' }).click()
    await page.waitForURL(/\/submit\?/)
    expect(await page.getByRole('textbox', { name: 'Model' }).inputValue()).toBe('demo/tiny-set')
  })
})

describe('a padded set', () => {
  const PADDED = ['1:30:17', '2:30:101', '1:5:6']
  let padded = ''
  beforeAll(async () => {
    const record = await submitAndWait(site.url, 'demo/tiny-pair', PADDED)
    expect(record).toMatchObject({ status: 'not-confirmed', verdict: { core: [0, 1] } })
    padded = `${site.url}/submissions/${record.id}`
  }, VERDICT_MS)

  it(
    'names its core and claims it with one click',
    async () => {
      const page = await browser.open()
      await page.goto(padded)
      await page.getByText('Member 3 adds nothing.').waitFor()
      expect(await violationsOn(page)).toEqual([])
      await page.getByRole('link', { name: 'Claim these 2' }).click()
      await page.waitForURL((url) => /\/submissions\/SUB-\d+/.test(url.pathname) && !padded.endsWith(url.pathname))
      await page.getByText('[30, 17]').first().waitFor()
      expect(await page.getByText('[5, 6]').count()).toBe(0)
    },
    VERDICT_MS,
  )

  it('fills in the form with it without JavaScript', async () => {
    const page = await browser.open({ javaScriptEnabled: false })
    await page.goto(padded)
    await page.getByRole('link', { name: 'Claim these 2' }).click()
    await page.waitForURL(/\/submit\?/)
    expect(await page.getByLabel('Coordinates').inputValue()).toBe(
      ['model.layers.1.mlp.down_proj.weight[30, 17]', 'model.layers.2.mlp.down_proj.weight[30, 101]'].join('\n'),
    )
  })
})

it('works without JavaScript: refused with what was typed kept, then received', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await page.goto(`${site.url}/submit`)
  await page.getByRole('textbox', { name: 'Model' }).fill('demo/tiny-decoy')
  await page.getByLabel('Coordinates').fill('nonsense')
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByText('is not a coordinate').first().waitFor()
  expect(await page.getByRole('textbox', { name: 'Model' }).inputValue()).toBe('demo/tiny-decoy')
  await page.getByLabel('Coordinates').fill('1:12:77')
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.waitForURL(/\/submissions\/SUB-\d+/)
  expect(await page.getByText('demo/tiny-decoy').count()).toBeGreaterThan(0)
})

describe('a check without submitting', () => {
  it.each([true, false])('says what was read and stores nothing, with JavaScript: %s', async (javaScriptEnabled) => {
    const page = await browser.open({ javaScriptEnabled })
    await page.goto(`${site.url}/submit?repo=demo/wide-single&coordinates=1:2:3`)
    await page.getByRole('button', { name: 'Check without submitting' }).click()
    await page.getByText('Checked only: nothing was stored').waitFor()
    expect(await page.getByRole('status').filter({ hasText: 'Read:' }).innerText()).toMatch(
      /demo\/wide-single at [0-9a-f]{10}/,
    )
    if (javaScriptEnabled) expect(await violationsOn(page)).toEqual([]) // axe needs the page's timers
    const listed = await fetch(`${site.url}/api/v1/submissions?repo=demo/wide-single`)
    expect(((await listed.json()) as { items: unknown[] }).items).toEqual([])
  })
})

it('the field of the model suggests names of the Hub, and takes the chosen one', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/submit`)
  const field = page.getByLabel('Model', { exact: true })
  await field.focus()
  await page.getByRole('combobox', { name: 'Model' }).pressSequentially('demo/tiny-s')
  await page.getByRole('option', { name: /demo\/tiny-single/ }).click()
  expect(await page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('demo/tiny-single')
})

it('whoever goes on to the next field before the suggestions are there keeps the focus', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/submit`)
  await page.evaluate(() =>
    new MutationObserver((_, observer) => {
      if (document.querySelector('#repo[role=combobox]') === null) return
      document.getElementById('coordinates')?.focus()
      observer.disconnect()
    }).observe(document.body, { childList: true, subtree: true }),
  )
  await page.getByLabel('Model', { exact: true }).focus()
  await page.locator('#repo[role=combobox]').waitFor()
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)))
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('coordinates')
})

it('what the site reads of the checkpoint shows while one types, with the value at the coordinate, and nothing is stored', async () => {
  const page = await browser.open()
  await page.goto(`${site.url}/submit`)
  await page.getByLabel('Model', { exact: true }).fill('demo/tiny-plain')
  await page.getByText(/Read: demo\/tiny-plain at [0-9a-f]{10}: llama, 5 layers/).waitFor()
  await page.getByLabel('Coordinates').fill('1:23:88')
  await page.getByText('model.layers.1.mlp.down_proj.weight[23, 88]').last().waitFor()
  await page.getByLabel('Coordinates').fill('1:23:8888')
  await page
    .getByText(/\[23, 8888\] is out of range/)
    .first()
    .waitFor()
  // A field that has the focus already is typed over, as after a click into it.
  await page.getByLabel('Model', { exact: true }).fill('demo/no-such-model')
  await page.getByText(/no public model/).waitFor()
})
