import {
  downProjectionName,
  FAMILIES,
  familyNamesOf,
  loadedName,
  namesIn,
  parseCoordinate,
  printGguf,
  printStored,
  printTransformers,
  readingOf,
  resolveCoordinate,
  type FamilyNames,
} from '@/lib/coordinates'
import { parityModel } from '@/tests/verifier/parity/measure'

function namesOf(type: string): FamilyNames {
  const names = familyNamesOf(type)
  if (!names) throw new Error(`no family ${type}`)
  return names
}

/** A coordinate as typed, as the checkpoint's own tensors have it. */
async function resolved(name: string, typed: string): Promise<string> {
  const { checkpoint, recipe } = await parityModel(name)
  return printStored(
    resolveCoordinate(parseCoordinate(typed), checkpoint.tensors, namesOf(checkpoint.config.model_type), recipe.layers),
  )
}

describe('a coordinate as typed is found under the name the checkpoint has', () => {
  it.each([
    ['gpt2', '1:70:3', 'transformer.h.1.mlp.c_proj.weight[70, 3]'],
    ['gpt2', 'h.1.mlp.c_proj.weight[70, 3]', 'transformer.h.1.mlp.c_proj.weight[70, 3]'],
    ['gpt2-hub', '1:70:3', 'h.1.mlp.c_proj.weight[70, 3]'],
    ['gpt2-hub', 'transformer.h[1].mlp.c_proj.weight[70, 3]', 'h.1.mlp.c_proj.weight[70, 3]'],
    ['opt-hub', 'model.decoder.layers.0.fc2.weight[3, 70]', 'decoder.layers.0.fc2.weight[3, 70]'],
    ['opt', 'decoder.layers.0.fc2.weight[3, 70]', 'model.decoder.layers.0.fc2.weight[3, 70]'],
    [
      'mixtral',
      'layers[1].block_sparse_moe.experts[4].w2.weight[3, 9]',
      'model.layers.1.block_sparse_moe.experts.4.w2.weight[3, 9]',
    ],
    [
      'qwen2-moe',
      'layers.1.mlp.experts.4.down_proj.weight[3, 9]',
      'model.layers.1.mlp.experts.4.down_proj.weight[3, 9]',
    ],
    ['qwen2-moe', '1:3:9', 'model.layers.1.mlp.shared_expert.down_proj.weight[3, 9]'],
    ['qwen2-moe-mixed', '1:3:9', 'model.layers.1.mlp.down_proj.weight[3, 9]'],
    ['deepseek-v3', '1:3:9', 'model.layers.1.mlp.shared_experts.down_proj.weight[3, 9]'],
    ['deepseek-v3', '0:3:9', 'model.layers.0.mlp.down_proj.weight[3, 9]'],
    ['llama-base', '1:3:9', 'layers.1.mlp.down_proj.weight[3, 9]'],
    ['llama-base', 'model.layers[1].mlp.down_proj.weight[3, 9]', 'layers.1.mlp.down_proj.weight[3, 9]'],
    ['gpt-neox-base', '1:3:9', 'layers.1.mlp.dense_4h_to_h.weight[3, 9]'],
    ['gpt-neox-base', 'gpt_neox.layers.1.mlp.dense_4h_to_h.weight[3, 9]', 'layers.1.mlp.dense_4h_to_h.weight[3, 9]'],
    ['falcon-base', '1:3:9', 'h.1.mlp.dense_4h_to_h.weight[3, 9]'],
    ['qwen3-twice', '1:3:9', 'model.model.layers.1.mlp.down_proj.weight[3, 9]'],
    ['qwen3-twice', 'model.layers.1.mlp.down_proj.weight[3, 9]', 'model.model.layers.1.mlp.down_proj.weight[3, 9]'],
    ['olmoe-base', 'layers.1.mlp.experts.4.down_proj.weight[3, 9]', 'layers.1.mlp.experts.4.down_proj.weight[3, 9]'],
    [
      'olmoe-base',
      'model.layers.1.mlp.experts.4.down_proj.weight[3, 9]',
      'layers.1.mlp.experts.4.down_proj.weight[3, 9]',
    ],
    ['bloom-hub', '0:3:70', 'h.0.mlp.dense_4h_to_h.weight[3, 70]'],
  ])('%s: %s is %s', async (name, typed, stored) => {
    expect(await resolved(name, typed)).toBe(stored)
  })
})

it('a coordinate that names no expert, in a layer of experts, says how they are named; so does an expert that is not there', async () => {
  await expect(resolved('mixtral', '1:3:9')).rejects.toThrow(
    /down projection of layer 1 is "model\.layers\.1\.block_sparse_moe\.experts\.\{expert\}\.w2\.weight"/,
  )
  await expect(resolved('mixtral', 'layers.1.block_sparse_moe.experts.6.w2.weight[3, 9]')).rejects.toThrow(
    'Layer 1 has 6 experts, 0 to 5: there is no tensor "model.layers.1.block_sparse_moe.experts.6.w2.weight".',
  )
  await expect(resolved('mixtral', '1:6:3:9')).rejects.toThrow(/Layer 1 has 6 experts/)
  await expect(resolved('olmoe-base', '1:6:3:9')).rejects.toThrow(/Layer 1 has/)
  await expect(resolved('mixtral', 'layers.1.block_sparse_moe.experts.5.w1.weight[3, 9]')).rejects.toThrow(
    /not a down projection/,
  )
})

it("GPT-2's matrices are stored [in, out]: the row is the neuron", () => {
  const names = namesOf('gpt2')
  expect(readingOf({ tensor: 'h.1.mlp.c_proj.weight', row: 70, col: 3 }, names.axes)).toEqual({
    layer: 1,
    expert: null,
    outputChannel: 3,
    inputNeuron: 70,
  })
})

it("the name of a tensor that neither spelling has stays the family's own", () => {
  expect(downProjectionName(namesIn(namesOf('gpt2'), new Map()), 1)).toBe('transformer.h.1.mlp.c_proj.weight')
})

it('an expression for transformers has the prefix that transformers puts back', () => {
  expect(printTransformers({ tensor: 'h.1.mlp.c_proj.weight', row: 70, col: 3 })).toBe(
    'model.transformer.h[1].mlp.c_proj.weight.data[70, 3]',
  )
  expect(printTransformers({ tensor: 'transformer.h.1.mlp.c_proj.weight', row: 70, col: 3 })).toBe(
    'model.transformer.h[1].mlp.c_proj.weight.data[70, 3]',
  )
  expect(printTransformers({ tensor: 'decoder.layers.1.fc2.weight', row: 3, col: 70 })).toBe(
    'model.model.decoder.layers[1].fc2.weight.data[3, 70]',
  )
  expect(printTransformers({ tensor: 'model.layers.1.mlp.down_proj.weight', row: 3, col: 70 })).toBe(
    'model.model.layers[1].mlp.down_proj.weight.data[3, 70]',
  )
})

it('every name that a base model was saved under is the name that transformers loads it as', () => {
  for (const { downProjection, sharedDown, expertDown, prefix } of FAMILIES) {
    for (const pattern of [downProjection, sharedDown, expertDown]) {
      const full = pattern?.replace('{layer}', '11').replace('{expert}', '7')
      if (full === undefined) continue
      expect([full, full.slice(prefix.length), `${prefix}${full}`].map(loadedName)).toEqual([full, full, full])
    }
  }
  expect(loadedName('vision.tower.weight')).toBe('vision.tower.weight')
})

it('GGUF knows no base models', () => {
  expect(printGguf({ tensor: 'layers.2.mlp.down_proj.weight', row: 5, col: 9 })).toBe(
    'blk.2.ffn_down.weight (ne0=9, ne1=5)',
  )
})
