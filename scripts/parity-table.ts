import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { familyNamesOf } from '@/lib/coordinates'
import { goldenOf, measureParity, PARITY_NAMES, parityModel, type Parity } from '@/tests/verifier/parity/measure'

/** Measures every parity fixture and writes the table of docs: `npm run parity`. */

const PAGE = path.join(process.cwd(), 'content', 'docs', 'parity.md')

const INTRO = `# Agreement with transformers

The verifier computes layers by itself, so it has to prove that it computes what the model's users compute. For every family there are
small random checkpoints, with odd shapes on purpose, and what transformers says of them: float32 for activations and logits, float64
for losses. \`npm run parity\` runs them all and writes this page; the tests demand the bounds below.

- **Logits**: the largest difference over the last token's logits, relative to the largest |logit|. Bound 2e-5.
- **Loss**: the mean loss of a sequence against that of a float64 run, relative. Bound 1e-6.
- **Peaks**: the largest |value| of every layer's down projection, input and output (before and after the norm that follows it, where there
  is one), and of the residual stream: token and channel must be equal.
`

interface Row {
  readonly name: string
  readonly parity: Parity
}

async function main(): Promise<void> {
  const rows: Row[] = []
  for (const name of PARITY_NAMES) {
    if (familyNamesOf(goldenOf(name).model_type) === null) {
      console.log(`${name}: ${goldenOf(name).model_type} has no recipe yet`)
      continue
    }
    const parity = await measureParity(await parityModel(name))
    console.log(
      `${name}: logits ${brief(parity.logit)}, loss ${brief(parity.loss)}, ${parity.misplaced.length} of ${parity.peaks} peaks misplaced`,
    )
    rows.push({ name, parity })
  }
  writeFileSync(PAGE, pageOf(rows), 'utf8')
}

function pageOf(rows: readonly Row[]): string {
  const types = [...new Set(rows.map((row) => goldenOf(row.name).model_type))].sort()
  const summary = types.map((type) =>
    summaryOf(
      type,
      rows.filter((row) => goldenOf(row.name).model_type === type),
    ),
  )
  return `${INTRO}
## By family

| family | variants | number formats | worst logit | worst loss | same peaks |
|---|---|---|---|---|---|
${summary.join('\n')}

## By checkpoint

| checkpoint | what it covers | tokens | number format | logits | loss | same peaks |
|---|---|---|---|---|---|---|
${rows.map(lineOf).join('\n')}
`
}

function summaryOf(type: string, rows: readonly Row[]): string {
  const worst = (of: (parity: Parity) => number) => brief(Math.max(...rows.map((row) => of(row.parity))))
  const dtypes = [...new Set(rows.map((row) => goldenOf(row.name).dtype))].sort().join(', ')
  const [same, all] = [
    rows.reduce((sum, { parity }) => sum + parity.peaks - parity.misplaced.length, 0),
    rows.reduce((sum, { parity }) => sum + parity.peaks, 0),
  ]
  return `| ${type} | ${rows.length} | ${dtypes} | ${worst((p) => p.logit)} | ${worst((p) => p.loss)} | ${same} of ${all} |`
}

function lineOf({ name, parity }: Row): string {
  const { covers, dtype } = goldenOf(name)
  return `| ${name} | ${covers.replaceAll('|', '\\|')} | ${parity.lengths.join(', ')} | ${dtype} | ${brief(parity.logit)} | ${brief(parity.loss)} | ${parity.peaks - parity.misplaced.length} of ${parity.peaks} |`
}

function brief(value: number): string {
  return value.toExponential(1)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
