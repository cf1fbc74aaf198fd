// Runs Lighthouse on the addresses given as arguments and prints one line of JSON each. A program of its own, since Lighthouse is an ES module and
// Jest runs CommonJS. Nothing is reported to anyone: Lighthouse reports errors only where it is told to.
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findChromium } from '../../../tests/helpers/chromium.mjs'

const chrome = await launch({
  chromePath: findChromium(),
  // Chromium refuses its sandbox to root; the pages are our own.
  chromeFlags: ['--headless=new', '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  logLevel: 'error',
})
const addresses = process.argv.slice(2)
try {
  const slowdown = await slowdownFor(addresses[0])
  for (const address of addresses) console.log(JSON.stringify(await audit(address, slowdown)))
} finally {
  chrome.kill()
}

/**
 * How much slower the processor is made to be that of the same phone on every machine: Lighthouse's 4 is meant for one of index 1500
 * (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md), and one that does other things at the same time has less.
 */
async function slowdownFor(address) {
  const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: 'error', onlyAudits: ['viewport'] })
  return Math.min(4, Math.max(1, (4 * lhr.environment.benchmarkIndex) / 1500))
}

/** As a phone on a slow network: Lighthouse's default, and the strictest. */
async function audit(address, cpuSlowdownMultiplier) {
  const settings = { throttling: { cpuSlowdownMultiplier } }
  const config = { extends: 'lighthouse:default', settings }
  const { lhr } = await lighthouse(address, { port: chrome.port, output: 'json', logLevel: 'error' }, config)
  const scores = Object.fromEntries(
    Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
  )
  const failed = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? lhr.audits[id].score}`),
  )
  const { 'cumulative-layout-shift': shift, 'total-byte-weight': weight } = lhr.audits
  const steady = { layoutShift: shift.numericValue, bytes: weight.numericValue }
  const error = lhr.runtimeError ? [lhr.runtimeError.message] : []
  return { address, scores, steady, failed: [...error, ...failed] }
}
