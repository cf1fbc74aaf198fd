import type { EditedDemo, Measured } from '@/lib/edited-demo/schema'
import { BITS, RANGES } from '@/lib/edited-demo/settings'
import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { CURRENT_PROTOCOL, perplexityOf, ratioOf } from '@/lib/protocol'
import { toNll } from '@/verifier/measure/perplexity'
import { variantsOf } from '@/verifier/measure/variants'
import { windowsOf } from '@/verifier/measure/windows'
import { locate } from '@/verifier/pass/check-tensors'
import type { Edit } from '@/verifier/pass/edits'
import { readFloats } from '@/verifier/pass/read-floats'
import { runPass } from '@/verifier/pass/run-pass'
import { runTraces } from '@/verifier/pass/trace'
import type { Subject } from '@/verifier/pass/subject'
import { openSubject } from '@/verifier/run/open-subject'
import { tokenizeOnce } from '@/verifier/run/tokenize-once'
import { roundMatrix, type Setting } from './quantise'

/** The super weight of the demonstration model. */
export const PLACE = { repo: 'demo/tiny-single', layer: 1, row: 23, col: 88 } as const

const TENSOR = `model.layers.${PLACE.layer}.mlp.down_proj.weight`

/** 0, 0.05 ... 2: every position of the figure's slider. */
export const SCALES: readonly number[] = Array.from({ length: 41 }, (_, i) => i / 20)

/** Weights per group: parts of a row of 160, a row, the matrix of 64 rows. */
export const GROUPS: readonly number[] = [16, 32, 160, 10_240]

export const SETTINGS: readonly Setting[] = RANGES.flatMap((range) =>
  BITS.flatMap((bits) => GROUPS.map((group) => ({ bits, group, range }))),
)

/** Measures the model under each edit. @throws HubError where the demonstration models are not served */
export async function measureDemo(scales = SCALES, settings = SETTINGS): Promise<Omit<EditedDemo, 'measured_on'>> {
  const subject = await openSubject({ repo: PLACE.repo })
  const location = locate(subject.checkpoint.tensors, subject.recipe, TENSOR)
  const [rows = 0, columns = 0] = location.shape
  const matrix = new Float32Array(rows * columns)
  await readFloats(subject.checkpoint, location, 0, matrix)
  const index = PLACE.row * columns + PLACE.col
  const rounded = settings.map((setting) => ({ setting, ...roundMatrix(matrix, index, setting) }))
  const { intact, of, ...conditions } = await runAll(subject, [
    ...scales.map((scale) => [edit(index, columns, scale)]),
    ...rounded.map(({ values }) => editsTo(matrix, values, columns)),
  ])
  return {
    schema_version: 1,
    repo: PLACE.repo,
    commit: subject.checkpoint.commit,
    weight: { ...place(), value: matrix[index] ?? NaN, shape: [rows, columns] },
    ...conditions,
    intact,
    scaled: scales.map((scale, i) => ({ scale, ...of(i) })),
    quantised: rounded.map(({ setting, values, step }, i) => ({
      ...setting,
      step: figures(step),
      stored: figures(values[index] ?? NaN),
      zeroed: figures(zeroed(values, index)),
      ...of(scales.length + i),
    })),
  }
}

const place = () => ({ tensor: TENSOR, row: PLACE.row, col: PLACE.col, layer: PLACE.layer })

const edit = (index: number, columns: number, scale: number): Edit => ({
  layer: PLACE.layer,
  channel: Math.floor(index / columns),
  neuron: index % columns,
  scale,
})

/** The edits that turn one matrix into the other. A weight that is 0 stays 0. */
function editsTo(from: Float32Array, to: Float64Array, columns: number): Edit[] {
  return [...from].flatMap((w, i) => (w === 0 ? [] : [edit(i, columns, (to[i] ?? NaN) / w)]))
}

function zeroed(values: Float64Array, index: number): number {
  return values.reduce((n, value, i) => n + (value === 0 && i !== index ? 1 : 0), 0) / (values.length - 1)
}

/** Perplexity and spikes of the model under each list of edits, in one pass each. */
async function runAll(subject: Subject, lists: readonly (readonly Edit[])[]) {
  const { tokenizer, recipe } = subject
  const { document: protocol } = CURRENT_PROTOCOL
  const text = await tokenizeOnce(await loadCorpus('demo-text'), tokenizer, recipe.vocabulary)
  const windows = windowsOf(text, 'standard', recipe.positions, protocol)
  const streams = [{ name: 'intact', edits: [] }, ...lists.map((edits, i) => ({ name: String(i), edits }))]
  const losses = await runPass({ ...subject, windows, streams })
  const nllOf = (name: string) => (losses.get(name) ?? []).map(toNll)
  const [prompt] = variantsOf(tokenizer, protocol)
  if (!prompt) throw new Error('The protocol has no prompt.')
  const jobs = lists.map((edits) => ({ tokens: prompt.tokens, edits, base: null }))
  const traces = await runTraces({ ...subject, jobs, watches: [] })
  const intact = nllOf('intact')
  return {
    prompt: protocol.detection.prompts[prompt.prompt] ?? '',
    corpus: { id: text.corpus.id, windows: windows.length, window_tokens: windows[0]?.length ?? 0 },
    intact: figures(perplexityOf(intact)),
    of: (i: number): Measured => {
      const { ratio, lower, upper } = ratioOf(nllOf(String(i)), intact, protocol.bootstrap)
      return {
        perplexity: figures(perplexityOf(nllOf(String(i)))),
        ...{ ratio: figures(ratio), lower: figures(lower), upper: figures(upper) },
        spikes: (traces[i]?.layers ?? []).map(({ extremes }) => figures(Math.abs(extremes.output.value), 4)),
      }
    },
  }
}

/** Rounded to so many significant figures, which is more than the figure shows. */
const figures = (x: number, digits = 6): number => Number(x.toPrecision(digits))
