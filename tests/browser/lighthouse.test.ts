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
  runs: z.int(),
  isJudged: z.boolean(),
  machine: z.object({ benchmarkIndex: z.number(), slowdown: z.number() }),
})
type Audit = z.infer<typeof Audit>

/** What the pages must score for performance, and in how many runs at most (decision 046). */
const [LEAST_PERFORMANCE, RUNS] = [95, 5]
/** Of the layout while the page loads: Lighthouse calls 0.1 good. */
const MOST_LAYOUT_SHIFT = 0.02
/** Everything that a page loads, compressed: type, styles, scripts and the page. */
const MOST_BYTES = 600_000

async function audit(address: string): Promise<Audit> {
  const program = join(__dirname, '..', '..', 'scripts', 'bench', 'lighthouse', 'audit.mjs')
  const args = [program, String(RUNS), String(LEAST_PERFORMANCE), address]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e7 })
  return Audit.parse(JSON.parse(stdout))
}

let record = ''
beforeAll(async () => {
  record = `/weights/${(await makeRecords(site.url)).single.weights[0]}`
})

test.each([
  ['the front page', () => '/'],
  ['the index', () => '/weights'],
  ['a model', () => '/models/huggyllama/llama-7b'],
  ['a record', () => '/weights/SW-000001'],
  ['a record with a run', () => record],
  ['the search', () => '/search'],
  ['the form', () => '/submit'],
])('%s is fast, loads little, stays where it is, and is perfect otherwise', async (_name, path) => {
  const address = site.url + path()
  await fetch(address) // the first reader of all waits longer
  const { scores, steady, ...told } = await audit(address)
  const { performance, ...others } = scores
  expect({ ...others, ...told }).toMatchObject({ accessibility: 100, 'best-practices': 100, seo: 100 })
  // What was measured of the machine stands beside a score that is too low.
  if (told.isJudged)
    expect({ performance, ...told, isFast: performance >= LEAST_PERFORMANCE }).toMatchObject({ isFast: true })
  else console.warn(`Not judged: ${path()} scored ${performance} for performance.`, told)
  expect(steady.layoutShift).toBeLessThanOrEqual(MOST_LAYOUT_SHIFT)
  expect(steady.bytes).toBeLessThanOrEqual(MOST_BYTES)
})
