import path from 'node:path'
import { copyTokenizer, writeCheckpoint } from './checkpoint'
import { measure } from './child'
import type { Jobs } from './jobs'
import { describeMachine, load } from './machine'
import { gigabytes, percent, publish, table } from './page'
import { withTempFolder } from './temp-folder'
import { layerScalars, SEVEN_B, SEVEN_B_LAYERS } from './shape'

/** `npm run bench:verdict`: a whole `quick` verification, and a whole search, of a checkpoint of Llama-7B's size; 14 GB of disk. `--write` updates the docs. */

/** Large enough to make a spike, so that detection has something to remove. The neuron is arbitrary. */
const PLANTED = { tensor: 'model.layers.2.mlp.down_proj.weight', row: 3968, col: 7003, value: 200 }

type Verdict = Jobs['verdict']['found']
type Search = Jobs['find']['found']

async function main(): Promise<void> {
  await withTempFolder(async (scratch) => {
    const folder = path.join(scratch, 'checkpoint')
    console.log(`writing a checkpoint of ${SEVEN_B_LAYERS} layers (load ${load()})`)
    await writeCheckpoint(folder, SEVEN_B, SEVEN_B_LAYERS, [PLANTED])
    await copyTokenizer(folder)
    const began = load()
    console.log(`verifying it (load ${began})`)
    const verdict = await measure('verdict', {
      folder,
      coordinate: `${PLANTED.tensor}[${PLANTED.row}, ${PLANTED.col}]`,
      grade: 'quick',
    })
    publish('A whole verdict', sectionOf(verdict, `${began} at the start and ${load()} at the end`))
    const found = await measure('find', { folder })
    publish('A whole search', searchSectionOf(found, verdict))
  })
}

/** The aim of a search, as a multiple of a quick verdict. */
const AIM = 2.5

function searchSectionOf({ took, steps, peakBytes, groups, sets, answers }: Search, verdict: Verdict): string {
  const rows = steps.map((step) => [
    step.message,
    `${step.took.wall.toFixed(1)} s`,
    percent(step.took.wall / took.wall),
  ])
  const times = (seconds: number) => (seconds / verdict.took.wall).toFixed(2)
  return `\`superweights find\` on the same checkpoint, right after: ${groups} ${groups === 1 ? 'group' : 'groups'} of weights, ${sets} ${sets === 1 ? 'set' : 'sets'} removed, ${answers} found. It takes
${times(took.wall)} times as long as the verdict. An answer is verified, too: with the verdict above, a search that finds one takes ${times(took.wall + verdict.took.wall)} times as long (aim: at
most ${AIM}). More groups cost more: each set is another stream of the pass.

${table(['step', 'by the clock', 'of the whole'], [...rows, ['the whole search', `${(took.wall / 60).toFixed(1)} min`, '']])}

Peak memory of the process: ${gigabytes(peakBytes)}.
`
}

function sectionOf(
  { took, steps, peakBytes, class: found, promptTokens, streams, windows: [count, length] }: Verdict,
  loads: string,
): string {
  const weights = 2 * (SEVEN_B_LAYERS * layerScalars(SEVEN_B) + 2 * SEVEN_B.vocabulary * SEVEN_B.hidden)
  const rows = steps.map((step) => [
    step.message,
    `${step.took.wall.toFixed(1)} s`,
    percent(step.took.wall / took.wall),
  ])
  return `Measured on ${describeMachine()}. Load average ${loads}; the verification alone accounts for one per thread. A random checkpoint of all
${SEVEN_B_LAYERS} layers of Llama-7B, ${gigabytes(weights)} of bfloat16, with one weight planted that makes a spike, from a folder on disk, most of it in the page cache.
Detection runs ${promptTokens.length} prompts of ${Math.min(...promptTokens)} to ${Math.max(...promptTokens)} tokens; ${count} windows of ${length} tokens go through ${streams} different streams (intact, edited, and the group of 20 controls). A random model
is not wrecked by losing a weight (class ${found}): what is measured here is the time.

${table(['step', 'by the clock', 'of the whole'], [...rows, ['the whole verdict', `${(took.wall / 60).toFixed(1)} min`, '']])}

Peak memory of the process: ${gigabytes(peakBytes)}, ${percent(peakBytes / (2 * weights))} of the weights as float32.
`
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
