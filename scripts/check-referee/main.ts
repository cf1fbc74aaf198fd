import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { messageOf } from '@/lib/errors/describe'
import { withTempFolder } from '../bench/temp-folder'
import { checkPython } from '../check-real/python'
import { startHubServer } from '../hub-server/server'
import type { Answer } from './answer'
import { askReferee, askVerifier, HUB } from './both'
import { CLAIMS, type RefereeClaim } from './claims'
import { compare } from './compare'
import { PAGE, pageOf, type Judged } from './page'

/**
 * `npm run check:referee`: claims about every demo model, judged by the verifier and by scripts/referee/verify.py, which shares no code with it; the exit status is 1
 * where a check, a class or a bit differs, or a number by more than its limit. A quarter of a minute a claim.
 */
const OPTIONS = {
  /** With torch, transformers and numpy. */
  python: { type: 'string' },
  /** One model instead of all; no page is written. */
  model: { type: 'string' },
  /** Writes the page of docs and the golden reports. */
  write: { type: 'boolean', default: false },
} as const

const GOLDEN = path.join('tests', 'fixtures', 'golden', 'referee')

async function main(): Promise<void> {
  const { python = process.env.PYTHON ?? 'python3', model, write } = parseArgs({ options: OPTIONS }).values
  const claims = CLAIMS.filter((claim) => model === undefined || claim.model === model)
  if (claims.length === 0) throw new Error(`No claim is about "${model}". Models: ${names().join(', ')}.`)
  if (model !== undefined && write) throw new Error('--write is for all models; leave out --model.')
  await checkPython(python, ['torch', 'transformers'], 'check:referee')
  await withTempFolder(async (folder) => {
    process.env.DATA_DIR = folder
    const hub = await startHubServer({ root: HUB })
    process.env.DEMO_HUB_URL = hub.url
    try {
      const judged = await judgeAll(claims, python, folder)
      if (write) writeAll(judged)
      conclude(judged)
    } finally {
      await hub.close()
    }
  })
}

const names = () => [...new Set(CLAIMS.map(({ model }) => model))]

/** One after the other: both programs use all that the machine has. */
async function judgeAll(claims: readonly RefereeClaim[], python: string, folder: string): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const claim of claims) {
    const report = await askVerifier(claim)
    const answer = await askReferee(python, claim, report.checkpoint.commit, folder)
    const compared = compare(report, answer)
    judged.push({ claim, answer, compared })
    const { class: cls, grade } = compared.verifier
    console.log(
      `${compared.disagreements.length === 0 ? 'ok  ' : 'FAIL'} ${claim.model}, ${claim.what}: class ${cls ?? 'none'}, grade ${grade}`,
    )
    for (const disagreement of compared.disagreements) console.log(`       ${disagreement}`)
  }
  return judged
}

function conclude(judged: readonly Judged[]): void {
  const failed = judged.filter(({ compared }) => compared.disagreements.length > 0).length
  console.log(failed === 0 ? `All ${judged.length} verdicts agree.` : `${failed} of ${judged.length} differ.`)
  if (failed > 0) process.exitCode = 1
}

function writeAll(judged: readonly Judged[]): void {
  mkdirSync(GOLDEN, { recursive: true })
  for (const { claim, answer } of judged) if (claim.golden !== undefined) writeGolden(claim.golden, answer)
  writeFileSync(PAGE, pageOf(judged))
  console.log(`Written: ${PAGE}, ${GOLDEN}`)
}

function writeGolden(name: string, answer: Answer): void {
  writeFileSync(path.join(GOLDEN, `${name}.json`), `${JSON.stringify(answer)}\n`)
}

main().catch((error: unknown) => {
  console.error(`check:referee: ${messageOf(error)}`)
  process.exitCode = 1
})
