import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { useSite } from '../helpers/site'
import { makeRecords } from './site-pages'

const site = useSite()

const Audit = z.object({
  address: z.string(),
  scores: z.object({
    performance: z.number(),
    accessibility: z.number(),
    'best-practices': z.number(),
    seo: z.number(),
  }),
  steady: z.object({ layoutShift: z.number(), bytes: z.number() }),
  failed: z.array(z.string()),
})
type Audit = z.infer<typeof Audit>

/** Of the layout while the page loads: Lighthouse calls 0.1 good. */
const MOST_LAYOUT_SHIFT = 0.02
/** Everything that a page loads, compressed: type, styles, scripts and the page. */
const MOST_BYTES = 600_000

async function audit(addresses: readonly string[]): Promise<Audit[]> {
  const program = join(__dirname, '..', '..', 'scripts', 'bench', 'lighthouse', 'audit.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...addresses], { maxBuffer: 1e7 })
  return stdout
    .trim()
    .split('\n')
    .map((line) => Audit.parse(JSON.parse(line)))
}

let record = ''
beforeAll(async () => {
  record = `/weights/${(await makeRecords(site.url)).single.weights[0]}`
})

test.each([
  ['the front page', () => '/'],
  ['the index', () => '/weights'],
  ['a model', () => '/models/huggyllama/llama-7b'],
  ['a record', () => record],
  ['the search', () => '/search'],
  ['the form', () => '/submit'],
])('%s loads little, stays where it is, and is perfect otherwise', async (_, path) => {
  const address = site.url + path()
  await fetch(address) // the first reader of all waits longer
  const [first] = await audit([address])
  if (!first) throw new Error('Lighthouse said nothing.')
  const { scores, steady, failed } = first
  // The score of performance is a time, and tells of the machine as much as of the page: `npm run bench:lighthouse` measures it.
  const { performance: _score, ...others } = scores
  expect({ ...others, failed }).toMatchObject({ accessibility: 100, 'best-practices': 100, seo: 100 })
  expect(steady.layoutShift).toBeLessThanOrEqual(MOST_LAYOUT_SHIFT)
  expect(steady.bytes).toBeLessThanOrEqual(MOST_BYTES)
})
