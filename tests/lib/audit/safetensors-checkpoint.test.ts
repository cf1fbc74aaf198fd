import { openSafetensors } from '@/lib/audit/safetensors-checkpoint'
import type { RepoFiles } from '@/lib/hub/files/repo-files'
import { f32, safetensorsFile, type TensorToWrite } from '../../helpers/safetensors'

const encoder = new TextEncoder()

/** A repo with these tensors in one file, called `name`, and a config.json. */
function repoOf(tensors: Record<string, TensorToWrite>, name = 'model.safetensors'): RepoFiles {
  const contents = new Map([
    [name, safetensorsFile(tensors)],
    ['config.json', encoder.encode('{}')],
  ])
  const bytesOf = (file: string) => contents.get(file) ?? new Uint8Array()
  return {
    repo: 'acme/model-MXFP4',
    commit: 'a'.repeat(40),
    gated: false,
    files: new Map([...contents].map(([file, bytes]) => [file, { size: bytes.length }])),
    readFile: async (file) => bytesOf(file),
    readRange: async (file, from, to) => bytesOf(file).slice(from, to),
  }
}

const wanted = (tensor: string, row: number, col: number, expert: number | null = null) =>
  ({ tensor, row, col, layer: 1, expert, axes: 'out-in' }) as const

const valueAt = async (files: RepoFiles, ...place: Parameters<typeof wanted>) => {
  const { values, index, form, tensor } = await (await openSafetensors(files)).read(wanted(...place))
  return { value: values[index], form, tensor }
}

/** Two experts of [1, 32]: codes 0 to 15 twice, and exponents of 1 and 2. */
const MXFP4: Record<string, TensorToWrite> = {
  'model.layers.1.mlp.experts.down_proj_blocks': {
    dtype: 'U8',
    shape: [2, 1, 1, 16],
    bytes: Uint8Array.from({ length: 32 }, (_, i) => (2 * (i % 8)) | ((2 * (i % 8) + 1) << 4)),
  },
  'model.layers.1.mlp.experts.down_proj_scales': { dtype: 'U8', shape: [2, 1, 1], bytes: Uint8Array.of(127, 128) },
}

test.each([
  [0, 5, 3],
  [1, 5, 6],
  [1, 13, -6],
])('gpt-oss: of expert %d, number %d is %d', async (expert, col, value) => {
  const tensor = `model.layers.1.mlp.experts.${expert}.down_proj.weight`
  expect(await valueAt(repoOf(MXFP4), tensor, 0, col, expert)).toEqual({
    value,
    form: 'MXFP4',
    tensor: 'model.layers.1.mlp.experts.down_proj_blocks',
  })
})

test('a module may have lost or gained the prefix of the whole model, and its file may have a name of its own', async () => {
  const tensor = f32([2, 2], [1, 2, 3, 4])
  for (const name of ['layers.1.mlp.down_proj.weight', 'model.layers.1.mlp.down_proj.weight'])
    for (const file of ['model.safetensors', 'gptq_model-4bit-128g.safetensors'])
      expect((await valueAt(repoOf({ [name]: tensor }, file), 'model.layers.1.mlp.down_proj.weight', 1, 0)).value).toBe(
        3,
      )
})

test('a module that is not there is named', async () => {
  await expect(valueAt(repoOf(MXFP4), 'model.layers.1.mlp.down_proj.weight', 0, 0)).rejects.toThrow(
    'there is no module model.layers.1.mlp.down_proj',
  )
})
