import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { familyNamesOf } from '@/lib/coordinates'
import { goldenOf, measureParity, PARITY_NAMES, parityModel, type Parity } from '@/tests/verifier/parity/measure'

/** Measures every parity fixture and writes the table of docs: `npm run parity`. */

const PAGE = path.join(process.cwd(), 'content', 'docs', 'parity.mdx')

/** What stands above the tables is written by hand. */
const FIRST_TABLE = '## By family'

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
  const [introduction = ''] = readFileSync(PAGE, 'utf8').split(FIRST_TABLE)
  writeFileSync(PAGE, `${introduction}${tablesOf(rows)}`, 'utf8')
}

function tablesOf(rows: readonly Row[]): string {
  const types = [...new Set(rows.map((row) => goldenOf(row.name).model_type))].sort()
  const summary = types.map((type) =>
    summaryOf(
      type,
      rows.filter((row) => goldenOf(row.name).model_type === type),
    ),
  )
  return `${FIRST_TABLE}

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
