import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { messageOf } from '@/lib/errors/describe'
import { Report } from '@/lib/protocol'
import { withTempFolder } from '../bench/temp-folder'
import { checkPython } from '../check-real/python'
import { startHubServer } from '../hub-server/server'
import type { Answer } from './answer'
import { askReferee, askVerifier, HUB } from './both'
import { CLAIMS, type RefereeClaim } from './claims'
import { compare, compareReports } from './compare'
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
  /** Measures nothing: compares two reports of one claim, the verifier's and the referee's, given as files. */
  reports: { type: 'boolean', default: false },
  /** Writes the page of docs and the golden reports. */
  write: { type: 'boolean', default: false },
} as const

const GOLDEN = path.join('tests', 'fixtures', 'golden', 'referee')

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  if (values.reports) return compareFiles(positionals)
  if (positionals.length > 0) throw new Error(`"${positionals[0]}" means nothing here; --reports takes files.`)
  await judgeDemos(values)
}

interface DemoOptions {
  readonly python?: string | undefined
  readonly model?: string | undefined
  readonly write: boolean
}

async function judgeDemos({ python = process.env.PYTHON ?? 'python3', model, write }: DemoOptions): Promise<void> {
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

/** @throws if these are not two files with a report in each */
function compareFiles(files: readonly string[]): void {
  const [verifier, referee, ...more] = files.map((file) => Report.parse(JSON.parse(readFileSync(file, 'utf8'))))
  if (!verifier || !referee || more.length > 0)
    throw new Error('--reports takes two files, the report of the verifier and that of the referee.')
  const { worst, disagreements } = compareReports(verifier, referee)
  for (const disagreement of disagreements) console.log(disagreement)
  for (const [quantity, difference] of Object.entries(worst))
    console.log(`largest difference, ${quantity}: ${difference.toExponential(1)}`)
  console.log(disagreements.length === 0 ? 'The reports agree.' : `${disagreements.length} disagreements.`)
  if (disagreements.length > 0) process.exitCode = 1
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
