import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium.mjs'

/**
 * Gives a suite a real browser: `open(options)` makes a page in a fresh profile, which is closed after the test. Playwright's own waits apply, so a test
 * need not sleep.
 */
export function useBrowser(): { open(options?: BrowserContextOptions): Promise<Page> } {
  let browser: Browser
  const pages: Page[] = []
  beforeAll(async () => {
    const executablePath = findChromium()
    if (!executablePath)
      throw new Error(
        'No Chromium here: install one, or set CHROMIUM to its path. "npm test" leaves these suites out then.',
      )
    // Chromium refuses its sandbox to root; the pages are our own.
    browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  })
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()))
  })
  afterAll(() => browser?.close())
  return {
    open: async (options) => {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      pages.push(page)
      return page
    },
  }
}
