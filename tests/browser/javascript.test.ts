import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { z } from 'zod'
import { useBrowser } from '../helpers/browser'
import { useSite } from '../helpers/site'
import { submitAndWait } from './submit-by-api'

const site = useSite()
const browser = useBrowser()
let submission = ''
let search = ''

beforeAll(async () => {
  submission = (await submitAndWait(site.url, 'demo/tiny-single', ['1:23:88'])).id
  search = (await submitAndWait(site.url, 'demo/tiny-set', null)).id
})

/** What a page may load beyond the framework: room for a form and a live page, not for a library. */
const OWN_BYTES = 20_000

const next = path.join(__dirname, '..', '..', '.next')

/** The compressed size of what every page of this build loads, even an empty one: React and Next's router. */
function frameworkBytes(): number {
  const { rootMainFiles } = z
    .object({ rootMainFiles: z.array(z.string()).min(1) })
    .parse(JSON.parse(fs.readFileSync(path.join(next, 'build-manifest.json'), 'utf8')))
  return rootMainFiles
    .map((file) => zlib.gzipSync(fs.readFileSync(path.join(next, file))).length)
    .reduce((a, b) => a + b)
}

const PAGES: readonly (() => string)[] = [
  () => '/',
  () => '/weights',
  () => '/weights/SW-000001',
  () => '/sets',
  () => '/models',
  () => '/models/huggyllama/llama-7b',
  () => '/submit',
  () => '/submissions',
  () => `/submissions/${submission}`,
  () => `/submissions/${search}`,
  () => '/docs',
  () => '/docs/cost',
  () => '/docs/super-weights',
  () => '/errors/bad-cursor',
  () => '/no-such-page',
]

it('no page loads more than 20 kB of JavaScript beyond what an empty page of this build would', async () => {
  const framework = frameworkBytes()
  const tooLarge: string[] = []
  for (const address of PAGES) {
    const page = await browser.open()
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (/\.js(\?|$)/.test(response.url()))
        sizes.push(
          response
            .request()
            .sizes()
            .then(({ responseBodySize }) => responseBodySize),
        )
    })
    await page.goto(site.url + address(), { waitUntil: 'networkidle' })
    const loaded = (await Promise.all(sizes)).reduce((a, b) => a + b, 0)
    expect(loaded).toBeGreaterThan(framework * 0.9)
    if (loaded - framework > OWN_BYTES) tooLarge.push(`${address()}: ${loaded - framework} bytes`)
  }
  expect(tooLarge).toEqual([])
})
