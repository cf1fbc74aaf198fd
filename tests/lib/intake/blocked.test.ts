import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { NO_TEXT } from '../../helpers/broken-repos'
import { useDatabase } from '../../helpers/database'
import { OTHER_FORMS, PLAIN_FORMS } from '../../helpers/other-forms'
import { jobsIn, submit, useHub } from '../../helpers/registry'
import { SMALL_CONFIG, smallRepo, smallTensors } from '../../helpers/repos'
import { rawFile, safetensorsFile, f32 } from '../../helpers/safetensors'

useDatabase()
const TENSOR = 'model.layers.0.mlp.down_proj.weight'
useHub({
  ...Object.fromEntries(Object.entries(OTHER_FORMS).map(([repo, { files }]) => [repo, files])),
  ...PLAIN_FORMS,
  'org/strange-words': smallRepo({
    'config.json': { ...SMALL_CONFIG, _name_or_path: NO_TEXT, [NO_TEXT]: [NO_TEXT] },
    '.hub.json': { alsoListed: [NO_TEXT] },
  }),
  'org/qwen': smallRepo({ 'config.json': { ...SMALL_CONFIG, model_type: 'lama' } }),
  'org/remote-code': smallRepo({
    'config.json': { ...SMALL_CONFIG, auto_map: { AutoModelForCausalLM: 'modeling_mine.Mine' } },
  }),
  'org/classifier': smallRepo({
    'config.json': { ...SMALL_CONFIG, architectures: ['LlamaForSequenceClassification'], tie_word_embeddings: true },
  }),
  'org/bidirectional': smallRepo({ 'config.json': { ...SMALL_CONFIG, is_causal: false } }),
  'org/int8': smallRepo({
    'model.safetensors': rawFile(
      { [TENSOR]: { dtype: 'I8', shape: [4, 6], data_offsets: [0, 24] } },
      new Uint8Array(24),
    ),
  }),
  'org/nan': smallRepo({
    'model.safetensors': safetensorsFile({
      ...smallTensors(),
      [TENSOR]: f32([4, 6], [NaN, ...Array<number>(23).fill(1)]),
    }),
  }),
})

test.each([
  [
    'a repo that does not exist',
    { repo: 'nobody/nothing' },
    'not-public',
    /does not exist, or it is private. Check the spelling/,
  ],
  ['a revision that does not exist', { revision: 'v9' }, 'missing', /no revision "v9"/],
  ['a commit that does not exist', { revision: 'a'.repeat(40) }, 'missing', /no revision/],
  ['a gated repo', { repo: 'broken/gated' }, 'not-public', /gated/],
  ['weights only as pickle', { repo: 'broken/pickle-only' }, 'unsupported-format', /safetensors/],
  [
    'no weights at all',
    { repo: 'broken/no-weights' },
    'unsupported-format',
    /Give a checkpoint as transformers saves it/,
  ],
  [
    'an unknown architecture',
    { repo: 'broken/unknown-architecture' },
    'unsupported-architecture',
    /"perceptron-9000".*supported model_type values: llama, mistral/,
  ],
  ['weights that are no floating-point numbers', { repo: 'org/int8', coordinates: ['0:0:0'] }, 'quantised', /I8/],
  [
    'a quantised repo, though no such index can be in it',
    { repo: 'form/gptq-by-its-file', coordinates: ['0:9999:9999'] },
    'quantised',
    /GPTQ, 4 bit.*acme\/plain-4/,
  ],
  ['MLX', { repo: 'form/mlx', coordinates: ['7:0:0'] }, 'quantised', /MLX, 4 bit/],
  ['an adapter', { repo: 'form/adapter' }, 'adapter-only', /Give acme\/plain-4/],
  ['GGUF alone', { repo: 'form/gguf' }, 'gguf-only', /its card names acme\/plain-4/],
  ['pointers', { repo: 'form/pointers' }, 'lfs-pointers', /git lfs pull/],
  ['scales that are not applied', { repo: 'form/pre-quant-scale' }, 'unapplied-tensors', /_pre_quant_scale/],
  ['a pipeline of diffusers', { repo: 'form/diffusers' }, 'unsupported-format', /diffusers/],
  [
    'code of the repo',
    { repo: 'org/remote-code', coordinates: ['0:0:0'] },
    'unsupported-architecture',
    /auto_map loads AutoModelForCausalLM from "modeling_mine\.Mine"/,
  ],
  [
    'another head than that of next tokens',
    { repo: 'org/classifier', coordinates: ['0:0:0'] },
    'unsupported-architecture',
    /LlamaForSequenceClassification/,
  ],
  [
    'a value of a key that no recipe computes',
    { repo: 'org/bidirectional', coordinates: ['0:0:0'] },
    'unsupported-architecture',
    /sets is_causal to false; this registry supports only true/,
  ],
])('%s: kept as blocked, with the reason and what to do', async (_, input, code, text) => {
  const { record, created } = await submit(input)
  expect(created).toBe(true)
  expect(record).toMatchObject({ status: 'blocked', reason: { code }, queue: null, screened: null, weights: [] })
  expect(record.reason?.text).toMatch(text)
  expect(record.missing.screened).toBe('The checkpoint could not be read.')
  expect(record.history.map((h) => h.status)).toEqual(['received', 'blocked'])
  expect([await jobsIn(JOBS.verify), await jobsIn(JOBS.screen)]).toEqual([[], []])
  expect(await db.weight.count()).toBe(0)
})

test.each([
  ['broken/nul-architecture', 'unsupported-architecture', '"a\ufffdb\ufffdc\ufffdd"'],
  ['broken/surrogate-architecture', 'unsupported-architecture', '"llama\ufffd"'],
  ['broken/nul-file', 'unsupported-format', 'a\ufffdb\ufffdc\ufffdd.bin'],
])('%s, whose words no database can hold, is blocked as any other', async (repo, code, quoted) => {
  const { record } = await submit({ repo, coordinates: ['0:0:0'] })
  expect(record).toMatchObject({ status: 'blocked', reason: { code } })
  expect(record.reason?.text).toContain(quoted)
})

test('settings of a quantisation beside plain weights block nothing', async () => {
  const { record } = await submit({ repo: 'plain/stale-gptq', coordinates: ['0:0:0'] })
  expect(record).toMatchObject({ status: 'queued', screened: [{ value: 0 }] })
})

test('words that nobody stores do no harm', async () => {
  const { record } = await submit({ repo: 'org/strange-words', coordinates: ['0:0:0'] })
  expect(record).toMatchObject({ status: 'queued' })
})

test('an unknown architecture is told the supported one whose tensors are named alike', async () => {
  const { record } = await submit({ repo: 'org/qwen', coordinates: ['0:0:0'] })
  expect(record.reason?.text).toMatch(/the nearest by the names of its tensors is \w+\.$/)
})

test('a blocked claim that is sent again is the same submission: nothing new is stored', async () => {
  const { record } = await submit({ repo: 'broken/gated' })
  expect(await submit({ repo: 'broken/gated' })).toEqual({ record, created: false, joined: false })
  expect(await submit({ repo: 'broken/gated', note: 'please' })).toEqual({ record, created: false, joined: false })
})

test('a stored NaN is not a super weight: invalid, with its bits', async () => {
  const { record } = await submit({ repo: 'org/nan', coordinates: ['0:0:0'] })
  expect(record).toMatchObject({ status: 'invalid', reason: { code: 'not-finite' }, screened: null })
  expect(record.reason?.text).toContain('NaN')
})
