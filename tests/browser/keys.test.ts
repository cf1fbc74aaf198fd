import type { Page } from 'playwright-core'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { complaintsOf, violationsOn } from './axe'

const site = useSite()
const browser = useBrowser()

/** A page whose scripts run: the button that lists the keys is rendered only then. */
async function visit(path: string, options = {}): Promise<Page> {
  const page = await browser.open({ permissions: ['clipboard-read', 'clipboard-write'], ...options })
  await page.goto(site.url + path)
  await keysButton(page).waitFor()
  return page
}

const keysButton = (page: Page) => page.getByRole('button', { name: 'Keys' })
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent)
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

describe('j and k', () => {
  it('move the focus from row to row of a list, and Enter opens the one that has it', async () => {
    const page = await visit('/weights')
    await page.keyboard.press('j')
    expect(await focusedText(page)).toBe('SW-000001')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await focusedText(page)).toBe('SW-000003')
    await page.keyboard.press('k')
    expect(await focusedText(page)).toBe('SW-000002')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/weights\/SW-000002$/)
  })

  it('stay at the ends', async () => {
    const page = await visit('/weights?limit=2')
    for (const key of ['k', 'k']) await page.keyboard.press(key)
    expect(await focusedText(page)).toBe('SW-000001')
    for (const key of ['j', 'j', 'j']) await page.keyboard.press(key)
    expect(await focusedText(page)).toBe('SW-000002')
  })

  it('move through the results of a search', async () => {
    const page = await visit('/search?q=llama+2')
    await page.keyboard.press('j')
    const first = await focusedText(page)
    await page.keyboard.press('j')
    expect(await focusedText(page)).not.toBe(first)
  })
})

describe('c', () => {
  it.each([
    ['the coordinate of a weight', '/weights/SW-000001', /^layers\[2\]\.mlp\.down_proj|^model\.layers\.2\.mlp/],
    ['the name of a model', '/models/huggyllama/llama-7b', /^huggyllama\/llama-7b$/],
    ['the list for a tool', '/keep?repo=demo/tiny-set&for=llama.cpp', /./],
    ['else the address', '/docs', /\/docs$/],
  ])('copies %s, and says so', async (_, path, text) => {
    const page = await visit(path)
    await page.keyboard.press('c')
    await page.getByText(/^Copied: /).waitFor()
    expect(await copied(page)).toMatch(text)
  })

  it('leaves Ctrl+C to the browser', async () => {
    const page = await visit('/weights/SW-000001')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('j')
    expect(await page.getByText(/^Copied: /).count()).toBe(0)
  })
})

it('keys are letters where one types', async () => {
  const page = await visit('/weights')
  await page.keyboard.press('/')
  await page.keyboard.type('jkc?/')
  expect(await page.getByRole('combobox').or(page.getByRole('searchbox')).first().inputValue()).toBe('jkc?/')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

it('? lists the keys in a dialog that keeps nobody out, closes with Escape, and gives the focus back', async () => {
  const page = await visit('/weights')
  const complaints = complaintsOf(page)
  await page.keyboard.press('j')
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  await dialog.waitFor()
  expect(await violationsOn(page)).toEqual([])
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await focusedText(page)).toBe('SW-000001')
  expect(complaints).toEqual([])
})

it('who does not want them switches them off for good, and on again', async () => {
  const page = await visit('/weights')
  const single = page.getByRole('checkbox', { name: 'Single keys act on pages' })
  await keysButton(page).click()
  await single.uncheck()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.reload()
  await keysButton(page).waitFor()
  for (const key of ['j', '?', '/']) await page.keyboard.press(key)
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
  expect(await page.getByRole('dialog').count()).toBe(0)
  await keysButton(page).click()
  await single.check()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('j')
  expect(await focusedText(page)).toBe('SW-000001')
})

it('without JavaScript none of them is promised', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await page.goto(`${site.url}/weights`)
  expect(await keysButton(page).count()).toBe(0)
})
