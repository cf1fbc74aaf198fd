// `node audit.mjs RUNS STOP ADDRESS...`: runs Lighthouse on each address at most RUNS times, until a run scores STOP or more for performance, and prints one line of
// JSON each: that run, or else the median of those that nothing disturbed. `isJudged` is false where every run was disturbed: then the score says nothing of the page.
// A program of its own, since Lighthouse is an ES module and Jest runs CommonJS. Nothing is reported to anyone: Lighthouse reports errors only where it is told to.
import { launch } from 'chrome-launcher'
import { computeMedianRun } from 'lighthouse/core/lib/median-run.js'
import { findChromium } from '../../../tests/helpers/chromium.mjs'
import { isQuiet } from './quiet.mjs'
import { runner } from './run-once.mjs'
import { performanceOf, summaryOf } from './summary.mjs'

const chrome = await launch({
  chromePath: findChromium(),
  // Chromium refuses its sandbox to root; the pages are our own.
  chromeFlags: ['--headless=new', '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  logLevel: 'error',
})
const runOnce = runner(chrome.port)
const [most, stop, ...addresses] = process.argv.slice(2)
try {
  for (const address of addresses) console.log(JSON.stringify(await audit(address)))
} finally {
  chrome.kill()
}

async function audit(address) {
  const [all, undisturbed] = [[], []]
  while (all.length < Number(most)) {
    const wasQuiet = await isQuiet()
    if (!wasQuiet && all.length > 0) break // another run would be disturbed, too
    const run = await runOnce(address)
    all.push(run)
    // What disturbs a run takes time from it: it makes no page faster.
    if (performanceOf(run) >= Number(stop)) return summaryOf(run, { runs: all.length, isJudged: true })
    if (wasQuiet && (await isQuiet())) undisturbed.push(run)
  }
  const isJudged = undisturbed.length > 0
  const told = isJudged ? undisturbed : all
  // A run that Lighthouse could not finish has no times: it is told as it is.
  const run = told.find(({ runtimeError }) => runtimeError) ?? computeMedianRun(told)
  return summaryOf(run, { runs: all.length, isJudged })
}
