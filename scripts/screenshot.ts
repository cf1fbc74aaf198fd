import { messageOf } from '../lib/errors/describe'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { z } from 'zod'

/** Path of Chromium on Debian and others; CHROMIUM overrides it. */
const BROWSERS = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The demo model's claim, submitted where the registry has no verified record yet. */
const CLAIM = { repo: 'demo/tiny-single', coordinates: ['layers[1].mlp.down_proj.weight[23, 88]'] }

/** A demo verification takes seconds; this allows for a busy machine. */
const LIMIT_MS = 120_000

const VIEWPORT = { width: 1280, height: 1230 }

const Submission = z.object({ id: z.string(), status: z.string(), weights: z.array(z.string()) })

/** `tsx scripts/screenshot.ts [ADDRESS]`: README's picture, docs/screenshot.png, of a verified record on a running site (`npm start`). */
async function main(): Promise<void> {
  const site = (process.argv[2] ?? 'http://127.0.0.1:3000').replace(/\/+$/, '')
  const executablePath = BROWSERS.find((file) => file !== undefined && fs.existsSync(file))
  if (!executablePath)
    throw new Error(
      'There is no Chromium here. Install one (apt-get install -y --no-install-recommends chromium) or set CHROMIUM to its path.',
    )
  const weight = await verifiedWeight(site)
  // Chromium's sandbox does not work as root; the page is ours.
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  try {
    const page = await browser.newPage({ viewport: VIEWPORT, colorScheme: 'light' })
    await page.goto(`${site}/weights/${weight}`, { waitUntil: 'networkidle' })
    const file = path.join(__dirname, '..', 'docs', 'screenshot.png')
    await page.screenshot({ path: file })
    console.log(`${weight}: ${path.relative(process.cwd(), file)}`)
  } finally {
    await browser.close()
  }
}

/** The record of the demo claim, verified now if necessary: sending the same claim again returns the existing submission. */
async function verifiedWeight(site: string): Promise<string> {
  const answer = await fetch(`${site}/api/v1/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(CLAIM),
  })
  if (!answer.ok) throw new Error(`${site} refused the claim of ${CLAIM.repo}: ${answer.status} ${await answer.text()}`)
  let submission = Submission.parse(await answer.json())
  for (const end = Date.now() + LIMIT_MS; Date.now() < end && submission.status !== 'accepted'; await sleep(500)) {
    submission = Submission.parse(await (await fetch(`${site}/api/v1/submissions/${submission.id}`)).json())
  }
  const [weight] = submission.weights
  if (submission.status !== 'accepted' || weight === undefined)
    throw new Error(`${submission.id} is still ${submission.status}; is the worker running?`)
  return weight
}

main().catch((error: unknown) => {
  console.error(`screenshot: ${messageOf(error)}`)
  process.exitCode = 1
})
