// Runs Lighthouse on the addresses given as arguments and prints one line of JSON each. A program of its own, since Lighthouse is an ES module and
// Jest runs CommonJS. Nothing is reported to anyone: Lighthouse reports errors only where it is told to.
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findChromium } from '../../helpers/chromium.mjs'

const chrome = await launch({
  chromePath: findChromium(),
  // Chromium refuses its sandbox to root; the pages are our own.
  chromeFlags: ['--headless=new', '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  logLevel: 'error',
})
try {
  for (const address of process.argv.slice(2)) console.log(JSON.stringify(await audit(address)))
} finally {
  chrome.kill()
}

/** As a phone on a slow network: Lighthouse's default, and the strictest. */
async function audit(address) {
  const { lhr } = await lighthouse(address, { port: chrome.port, output: 'json', logLevel: 'error' })
  const scores = Object.fromEntries(
    Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
  )
  const failed = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? lhr.audits[id].score}`),
  )
  const error = lhr.runtimeError ? [lhr.runtimeError.message] : []
  return { address, scores, failed: [...error, ...failed] }
}
