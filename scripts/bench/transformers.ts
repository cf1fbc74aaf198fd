import path from 'node:path'
import { writeCheckpoint } from './checkpoint'
import { measure } from './child'
import type { Moment } from './clock'
import type { Jobs } from './jobs'
import { describeMachine, load } from './machine'
import { gigabytes, publish, table } from './page'
import {
  detectByTransformers,
  findPython,
  verifyByTransformers,
  type Dtype,
  type TransformersAnswer,
  type TransformersLosses,
} from './measure-transformers'
import { withTempFolder } from './temp-folder'
import { headWork, layerScalars, layerWork, SEVEN_B, SEVEN_B_LAYERS, tokenIds } from './shape'
import { streamsPartingAt } from './streams'

/** `npm run bench:transformers`: the same work by the verifier and by transformers. `--write` updates the docs. */

const LAYERS = 2
/** Intact, edited, and one control. */
const STREAMS = 3
const WINDOW = 2048
const PROMPT = 16
/** Layers for the comparison of memory: as many as transformers can hold in 24 GiB. */
const MANY_LAYERS = 16
const DTYPES: readonly Dtype[] = ['float32', 'bfloat16']

interface Side<Detected, Verified> {
  readonly detected: Detected
  readonly verified: Verified
}
type Ours = Side<Jobs['trace']['found'], Jobs['pass']['found']>
type Theirs = Side<TransformersAnswer, TransformersLosses>

async function main(): Promise<void> {
  const python = await findPython()
  if (python === null) return
  await withTempFolder(async (scratch) => {
    const folder = path.join(scratch, 'checkpoint')
    await writeCheckpoint(folder, SEVEN_B, LAYERS)
    const [prompt, ids] = [tokenIds(SEVEN_B, PROMPT), tokenIds(SEVEN_B, WINDOW)]
    const streams = streamsPartingAt(0, STREAMS)
    const began = load()
    console.log(`the verifier (load ${began})`)
    const ours = {
      detected: await measure('trace', { folder, ids: prompt }),
      verified: await measure('pass', { folder, ids, streams }),
    }
    const theirs: [Dtype, Theirs][] = []
    for (const dtype of DTYPES) {
      console.log(`transformers in ${dtype} (load ${load()})`)
      theirs.push([
        dtype,
        {
          detected: await detectByTransformers(python, folder, dtype, prompt),
          verified: await verifyByTransformers(python, folder, dtype, ids, streams),
        },
      ])
    }
    const memory = await measureMemory(python, path.join(scratch, 'many'))
    publish(
      'Beside transformers',
      sectionOf({ ours, theirs, memory }, `${began} at the start and ${load()} at the end`),
    )
  })
}

interface Memory {
  readonly mine: Jobs['pass']['found']
  readonly their: TransformersLosses
}

/** The same streams on a deeper model. They diverge near its end, which does not change the memory and saves time. */
async function measureMemory(python: string, folder: string): Promise<Memory> {
  await writeCheckpoint(folder, SEVEN_B, MANY_LAYERS)
  const [ids, streams] = [tokenIds(SEVEN_B, WINDOW), streamsPartingAt(MANY_LAYERS - 2, STREAMS)]
  console.log(`the verifier on ${MANY_LAYERS} layers (load ${load()})`)
  const mine = await measure('pass', { folder, ids, streams })
  console.log(`transformers on ${MANY_LAYERS} layers (load ${load()})`)
  return { mine, their: await verifyByTransformers(python, folder, 'float32', ids, streams) }
}

/** Floating-point operations of all streams when each runs all layers, and when they share the layers before they diverge. */
const WORK = STREAMS * (LAYERS * layerWork(SEVEN_B, WINDOW) + headWork(SEVEN_B, WINDOW))
const SHARED_WORK = WORK - (STREAMS - 1) * layerWork(SEVEN_B, WINDOW)

interface Measured {
  readonly ours: Ours
  readonly theirs: readonly [Dtype, Theirs][]
  readonly memory: Memory
}

function sectionOf({ ours, theirs, memory: { mine, their } }: Measured, loads: string): string {
  const versions = theirs[0]?.[1].verified
  const rows = theirs.flatMap(([dtype, their]) => rowsOf(ours, dtype, their))
  return `Measured on ${describeMachine()}, torch ${versions?.torch ?? ''}, transformers ${versions?.transformers ?? ''}. Load average ${loads}.
Both read the same random checkpoint of ${LAYERS} layers, from the folder to the answer, without the start of Node or Python. *Detection* is one
prompt of ${PROMPT} tokens. *Losses* are ${STREAMS} streams (intact, edited, control) of 1 x ${WINDOW} tokens. Ratios are the verifier's share of what
transformers takes: below 1 is better.

${table(['job', 'transformers in', 'verifier', 'transformers', 'of it loading', 'ratio by the clock', 'of processor time', 'at equal work', 'verifier memory', 'transformers memory', 'ratio of memory'], rows)}

*At equal work*: the streams part at layer 0, which the verifier runs once for all; of ${LAYERS} layers that is much, of ${SEVEN_B_LAYERS} little. This column
compares processor time for each floating-point operation that was done. Memory is the peak of the process.

transformers holds the whole model, the verifier one step of a layer. The same losses on ${MANY_LAYERS} layers, in float32:

${table(
  ['layers', 'verifier memory', 'transformers memory', 'ratio of memory'],
  [
    [
      String(LAYERS),
      gigabytes(ours.verified.peakBytes),
      gigabytes(theirs[0]?.[1].verified.peak_bytes ?? NaN),
      ratio(ours.verified.peakBytes, theirs[0]?.[1].verified.peak_bytes ?? NaN),
    ],
    [
      String(MANY_LAYERS),
      gigabytes(mine.peakBytes),
      gigabytes(their.peak_bytes),
      ratio(mine.peakBytes, their.peak_bytes),
    ],
  ],
)}

The system counts pages of the checkpoint's file that transformers maps while it loads. By counting, not measured: its weights alone are ${gigabytes(modelBytes(MANY_LAYERS, 4))} in float32,
of which the verifier's peak is ${ratio(mine.peakBytes, modelBytes(MANY_LAYERS, 4))}; those of all ${SEVEN_B_LAYERS} layers are ${gigabytes(modelBytes(SEVEN_B_LAYERS, 4))}.

${agreement(ours, theirs)}
`
}

function rowsOf(ours: Ours, dtype: Dtype, their: Theirs): string[][] {
  const row = (
    job: string,
    mine: { took: Moment; peakBytes: number },
    other: TransformersAnswer,
    equal: number | null,
  ) => [
    job,
    dtype,
    `${mine.took.wall.toFixed(1)} s`,
    `${other.took.wall.toFixed(1)} s`,
    `${other.loading.toFixed(1)} s`,
    ratio(mine.took.wall, other.took.wall),
    ratio(mine.took.cpu, other.took.cpu),
    equal === null ? '' : equal.toFixed(2),
    gigabytes(mine.peakBytes),
    gigabytes(other.peak_bytes),
    ratio(mine.peakBytes, other.peak_bytes),
  ]
  const equal = ours.verified.took.cpu / SHARED_WORK / (their.verified.took.cpu / WORK)
  return [row('detection', ours.detected, their.detected, null), row('losses', ours.verified, their.verified, equal)]
}

const ratio = (mine: number, other: number) => (mine / other).toFixed(2)

/** Bytes of all weights; the norms are negligible. */
function modelBytes(layers: number, each: number): number {
  return each * (layers * layerScalars(SEVEN_B) + 2 * SEVEN_B.vocabulary * SEVEN_B.hidden)
}

/** Checks that both did the same job: their losses are equal. */
function agreement(ours: Ours, theirs: readonly [Dtype, Theirs][]): string {
  const worst = ([dtype, their]: [Dtype, Theirs]) => {
    const off = Object.entries(ours.verified.losses).map(
      ([name, loss]) => Math.abs(loss - (their.verified.result[name] ?? NaN)) / loss,
    )
    return `${Math.max(...off).toExponential(1)} in ${dtype}`
  }
  return `The mean losses of both differ by at most ${theirs.map(worst).join(', ')}, relative.`
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
