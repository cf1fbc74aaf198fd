import { execFile } from 'node:child_process'
import path from 'node:path'
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
  failed: z.array(z.string()),
})
type Audit = z.infer<typeof Audit>

const LEAST_PERFORMANCE = 95
/** Performance is measured on a machine that does other things: where one run falls short, the median of so many counts. */
const RUNS = 5

async function audit(addresses: readonly string[]): Promise<Audit[]> {
  const program = path.join(__dirname, 'lighthouse', 'audit.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...addresses], { maxBuffer: 1e7 })
  return stdout
    .trim()
    .split('\n')
    .map((line) => Audit.parse(JSON.parse(line)))
}

async function medianPerformance(first: Audit): Promise<number> {
  if (first.scores.performance >= LEAST_PERFORMANCE) return first.scores.performance
  const more = await audit(Array.from({ length: RUNS - 1 }, () => first.address))
  const all = [first, ...more].map(({ scores }) => scores.performance).toSorted((a, b) => a - b)
  return all[(RUNS - 1) / 2] ?? 0
}

test('the pages that most people open are fast on a phone, and perfect otherwise', async () => {
  const { single } = await makeRecords(site.url)
  const paths = ['/', '/weights', '/models/huggyllama/llama-7b', `/weights/${single.weights[0]}`, '/search', '/submit']
  const addresses = paths.map((one) => site.url + one)
  for (const address of addresses) await fetch(address) // the first reader of all waits longer
  for (const audited of await audit(addresses)) {
    const { performance: _, ...others } = audited.scores
    expect([audited.address, others, audited.failed]).toEqual([
      audited.address,
      { accessibility: 100, 'best-practices': 100, seo: 100 },
      audited.failed,
    ])
    const performance = await medianPerformance(audited)
    expect([
      audited.address,
      performance >= LEAST_PERFORMANCE ? 'fast' : { performance, failed: audited.failed },
    ]).toEqual([audited.address, 'fast'])
  }
})
