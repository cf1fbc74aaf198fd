import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { withSite } from '../running-site'

/**
 * `npm run bench:lighthouse`: the score of performance of the pages that people open first, as Lighthouse gives it for a phone on a slow network; the median
 * of five runs. Exit code 1 where one is below 95, or where the machine did other things meanwhile: then a score says nothing.
 */

const PAGES = ['/', '/weights', '/models/huggyllama/llama-7b', '/weights/SW-000001', '/search', '/submit']
const RUNS = 5
const LEAST = 95
/** No score ends the runs early. */
const NEVER = 101

interface Audit {
  readonly scores: { readonly performance: number }
  readonly failed: readonly string[]
  readonly runs: number
  readonly isJudged: boolean
  readonly machine: { readonly benchmarkIndex: number; readonly slowdown: number }
}

async function measure(address: string): Promise<Audit> {
  await fetch(address) // the first reader of all waits longer
  const program = path.join(__dirname, 'audit.mjs')
  const args = [program, String(RUNS), String(NEVER), address]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e7 })
  return JSON.parse(stdout) as Audit
}

async function main(): Promise<void> {
  await withSite(async (url) => {
    for (const page of PAGES) {
      const { scores, failed, machine, runs, isJudged } = await measure(url + page)
      const quiet = isJudged ? `${runs} runs` : 'disturbed'
      const how = `${quiet}, index ${machine.benchmarkIndex}, slowed x${machine.slowdown.toFixed(1)}`
      console.log(`${String(scores.performance).padStart(3)}  ${page}  (${how})  ${failed.join(', ')}`)
      if (scores.performance < LEAST || !isJudged) process.exitCode = 1
    }
  })
}

void main()
