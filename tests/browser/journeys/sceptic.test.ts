import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { ReportRecord } from '@/lib/reports/schema'
import { useBrowser } from '../../helpers/browser'
import { useSite } from '../../helpers/site'
import { prepare, run } from '../printed/run'
import { makeRecords } from '../site-pages'

const site = useSite()
const browser = useBrowser()
const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights-sceptic-'))
let record = ''

beforeAll(async () => {
  prepare({ folder })
  record = `/weights/${(await makeRecords(site.url)).single.weights[0]}`
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** From the record to its report, as one reads. */
async function toTheReport(page: Page): Promise<string> {
  await page.goto(site.url + record)
  await page.locator('main a[href^="/reports/"]').first().click()
  await page.waitForURL(/\/reports\/[0-9a-f]{64}$/)
  return path.basename(new URL(page.url()).pathname)
}

/** What a run measured, without when and on what. */
const measured = ({ members, detection, perplexity }: ReportRecord['report']) => ({ members, detection, perplexity })

it('a sceptic copies the command of a report, runs it, and gets the numbers of the report', async () => {
  const page = await browser.open({ permissions: ['clipboard-read', 'clipboard-write'] })
  const sha256 = await toTheReport(page)
  await page.getByRole('button', { name: 'Copy command to run it again' }).click()
  await page.getByText('Copied').first().waitFor()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  const { code, output } = await run({ folder, site: site.url }, 'sh', `${command} --out mine.json`)
  expect(code === 0 ? 'done' : output.slice(-2_000)).toBe('done')
  const filed = (await (await fetch(`${site.url}/api/v1/reports/${sha256}`)).json()) as ReportRecord
  const mine = JSON.parse(readFileSync(path.join(folder, 'mine.json'), 'utf8')) as ReportRecord['report']
  expect(measured(mine)).toEqual(measured(filed.report))
  const checked = await run({ folder, site: site.url }, 'sh', 'npx superweights check mine.json')
  expect(checked.output.replaceAll(/\s+/g, ' ')).toContain(filed.verdict.summary)
})

it('and without JavaScript finds the same command on the page', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await toTheReport(page)
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Run it again' }) })
  expect(await section.locator('pre').first().innerText()).toMatch(/^npx superweights verify demo\/tiny-single/)
})
