import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { withSite } from '../running-site'

/**
 * `npm run bench:lighthouse`: the score of performance of the pages that people open first, as Lighthouse gives it for a phone on a slow network; the median
 * of five runs. Exit code 1 where one is below 95. A score is a time: on a machine that does other things it says nothing.
 */

const PAGES = ['/', '/weights', '/models/huggyllama/llama-7b', '/weights/SW-000001', '/search', '/submit']
const RUNS = 5
const LEAST = 95

interface Audit {
  readonly scores: { readonly performance: number }
  readonly failed: readonly string[]
}

async function measure(address: string): Promise<{ median: number; failed: string }> {
  await fetch(address) // the first reader of all waits longer
  const program = path.join(__dirname, 'audit.mjs')
  const addresses = Array.from({ length: RUNS }, () => address)
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...addresses], { maxBuffer: 1e7 })
  const audits = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Audit)
    .toSorted((a, b) => a.scores.performance - b.scores.performance)
  const middle = audits[(RUNS - 1) / 2]
  return { median: middle?.scores.performance ?? 0, failed: middle?.failed.join(', ') ?? '' }
}

async function main(): Promise<void> {
  await withSite(async (url) => {
    for (const page of PAGES) {
      const { median, failed } = await measure(url + page)
      console.log(`${String(median).padStart(3)}  ${page}  ${failed}`)
      if (median < LEAST) process.exitCode = 1
    }
  })
}

void main()
