import path from 'node:path'
import { writeCheckpoint } from './checkpoint'
import { measure } from './child'
import { least, rateOf, type Moment } from './clock'
import type { Jobs } from './jobs'
import { describeMachine, load } from './machine'
import { nativePeak } from './native-peak'
import { gigabytes, percent, publish, table } from './page'
import { withTempFolder } from './temp-folder'
import { headWork, layerWork, SEVEN_B, SEVEN_B_LAYERS, SEVENTY_B, tokenIds } from './shape'
import { streamsPartingAt } from './streams'

/** `npm run bench:verifier`: speed and memory of the pass. `--write` updates the docs. */

const TOKENS = 2048
const STREAMS = 4
const FEW_LAYERS = 2
const MORE_LAYERS = 6
/** A layer of a 70B model is four times one of a 7B model; one layer is enough to measure it. */
const LARGE_LAYERS = 1
const REPEATS = 3
const MATMUL = { size: 2048, repeats: 6 }

type Layer = Jobs['layer']['found']
type Pass = Jobs['pass']['found']

interface Yardsticks {
  readonly processor: Moment | null
  readonly prepacked: Moment
  readonly fed: Moment
}

interface Measured {
  readonly yardsticks: Yardsticks
  readonly layer: Layer
  readonly single: Pass
  readonly few: Pass
  readonly more: Pass
  readonly large: readonly (readonly [tokens: number, pass: Pass])[]
  readonly loads: string
}

async function main(): Promise<void> {
  await withTempFolder(async (scratch) => publish('The verifier', sectionOf(await measureAll(scratch))))
}

async function measureAll(scratch: string): Promise<Measured> {
  const ids = tokenIds(SEVEN_B, TOKENS)
  const [small, deep] = [path.join(scratch, 'few'), path.join(scratch, 'more')]
  await say(`writing a checkpoint of ${FEW_LAYERS} layers`, () => writeCheckpoint(small, SEVEN_B, FEW_LAYERS))
  const before = await say('the yardsticks', () => measureYardsticks(scratch))
  const began = load()
  const layer = await say('single layers', () => measure('layer', { folder: small, ids, repeats: REPEATS }))
  // Measured twice, and the better counts: other load may have slowed the first.
  const after = await say('the yardsticks again', () => measureYardsticks(scratch))
  const pass = (folder: string, layers: number, count: number) =>
    measure('pass', { folder, ids, streams: streamsPartingAt(layers - 2, count) })
  const single = await say('a pass of one stream', () => pass(small, FEW_LAYERS, 1))
  const few = await say(`a pass of ${STREAMS} streams`, () => pass(small, FEW_LAYERS, STREAMS))
  await say(`writing a checkpoint of ${MORE_LAYERS} layers`, () => writeCheckpoint(deep, SEVEN_B, MORE_LAYERS))
  const more = await say(`a pass of ${STREAMS} streams over ${MORE_LAYERS} layers`, () =>
    pass(deep, MORE_LAYERS, STREAMS),
  )
  const large = await measureLarge(path.join(scratch, 'large'))
  return {
    yardsticks: better(before, after),
    layer,
    single,
    few,
    more,
    large,
    loads: `${began} at the start and ${load()} at the end`,
  }
}

async function measureLarge(folder: string): Promise<Measured['large']> {
  await say('writing a checkpoint with a layer of a 70B model', () => writeCheckpoint(folder, SEVENTY_B, LARGE_LAYERS))
  const found: [number, Pass][] = []
  for (const tokens of [512, TOKENS]) {
    const ids = tokenIds(SEVENTY_B, tokens)
    found.push([
      tokens,
      await say(`a pass of ${tokens} tokens over it`, () =>
        measure('pass', { folder, ids, streams: streamsPartingAt(0, 2) }),
      ),
    ])
  }
  return found
}

async function say<T>(what: string, work: () => Promise<T>): Promise<T> {
  console.log(`${what} (load ${load()})`)
  return work()
}

async function measureYardsticks(scratch: string): Promise<Yardsticks> {
  const { prepacked, fed } = await measure('matmul', MATMUL)
  const work = (2 * MATMUL.size ** 3) / 1e9
  return { processor: await nativePeak(scratch), prepacked: rateOf(work, prepacked), fed: rateOf(work, fed) }
}

function better(a: Yardsticks, b: Yardsticks): Yardsticks {
  const most = (x: Moment, y: Moment): Moment => ({ wall: Math.max(x.wall, y.wall), cpu: Math.max(x.cpu, y.cpu) })
  const processor = a.processor === null || b.processor === null ? null : most(a.processor, b.processor)
  return { processor, prepacked: most(a.prepacked, b.prepacked), fed: most(a.fed, b.fed) }
}

function sectionOf(measured: Measured): string {
  return `Measured on ${describeMachine()}. Load average ${measured.loads}; this benchmark alone accounts for one per thread. Seconds
depend on the machine and on who else is on it; the ratios were taken in one run. A processor second is one thread's work for a second,
which others' work changes less than the clock. Rates are the best of ${REPEATS} runs, the
yardsticks' of two series.

${speedTable(measured)}

${memoryTable(measured)}

${shareTable(measured)}
`
}

function speedTable({ yardsticks: { processor, prepacked, fed }, layer }: Measured): string {
  const rate = rateOf(layerWork(SEVEN_B, TOKENS) / 1e9, least(layer.run))
  const row = (name: string, { wall, cpu }: Moment) => [
    name,
    wall.toFixed(0),
    cpu.toFixed(0),
    percent(rate.wall / wall),
    percent(rate.cpu / cpu),
  ]
  return table(
    [
      '',
      'GFLOP/s by the clock',
      'GFLOP for each processor second',
      'a layer reaches of it',
      'the same of processor time',
    ],
    [
      row(`one layer at 1 x ${TOKENS}`, rate),
      processor === null
        ? ['multiply-adds on registers, all cores', 'not measured: no C compiler', '', '', '']
        : row('multiply-adds on registers, all cores', processor),
      row(`onnxruntime MatMul ${MATMUL.size}³, second matrix laid out beforehand`, prepacked),
      row(`onnxruntime MatMul ${MATMUL.size}³, second matrix fed as stored`, fed),
    ],
  )
}

function memoryTable({ single, few, more, large }: Measured): string {
  const row = (name: string, layers: number, tokens: number, streams: number, { took, peakBytes }: Pass) => [
    name,
    String(layers),
    `1 x ${tokens}`,
    String(streams),
    `${took.wall.toFixed(1)} s`,
    `${took.cpu.toFixed(1)} s`,
    gigabytes(peakBytes),
  ]
  return table(
    ['shaped like', 'layers', 'tokens', 'streams', 'by the clock', 'of processor time', 'peak memory'],
    [
      row('Llama-7B', FEW_LAYERS, TOKENS, 1, single),
      row('Llama-7B', FEW_LAYERS, TOKENS, STREAMS, few),
      row('Llama-7B', MORE_LAYERS, TOKENS, STREAMS, more),
      ...large.map(([tokens, pass]) => row('Llama-2-70B', LARGE_LAYERS, tokens, 2, pass)),
    ],
  )
}

function shareTable({ layer, single, few }: Measured): string {
  const [loading, running, head] = [least(layer.load).wall, least(layer.run).wall, layer.head.wall]
  const share = (streams: number) => percent(loading / (loading + streams * running))
  // From the layer where the streams diverge: before it they are one. In CPU time: these are two runs at different loads.
  const afterParting = ({ took, marks }: Pass) => took.cpu - (marks[FEW_LAYERS - 1]?.cpu ?? NaN)
  const further = (afterParting(few) - afterParting(single)) / (STREAMS - 1)
  const whole = (streams: number) => (SEVEN_B_LAYERS * (loading + streams * running) + streams * head) / 60
  return table(
    ['of time', ''],
    [
      ['loading a layer (read from the page cache, expanded to float32)', `${loading.toFixed(2)} s`],
      ['one stream through a layer', `${running.toFixed(2)} s`],
      [
        'head: norm, logits and losses of one stream',
        `${head.toFixed(2)} s (${(headWork(SEVEN_B, TOKENS) / head / 1e9).toFixed(0)} GFLOP/s)`,
      ],
      [`loading's share of a layer, 1 stream / ${STREAMS} streams`, `${share(1)} / ${share(STREAMS)}`],
      [
        'each further stream over the first, from where they part (of processor time)',
        percent(further / afterParting(single)),
      ],
      [
        `computed from these: ${SEVEN_B_LAYERS} layers at 1 x ${TOKENS}, 1 stream / ${STREAMS} streams parting at once`,
        `${whole(1).toFixed(1)} / ${whole(STREAMS).toFixed(1)} min`,
      ],
    ],
  )
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
