import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import { UnsupportedArchitecture } from '@/verifier/families'
import { refuseUnused } from '@/verifier/pass/unused-tensors'
import { PARITY_NAMES, parityModel, type ParityModel } from '../parity/measure'

let recipe: ParityModel['recipe']
let checkpoint: ParityModel['checkpoint']
beforeAll(async () => {
  const plain = await parityModel('llama-plain')
  recipe = plain.recipe
  checkpoint = plain.checkpoint
})

function withTensor(
  name: string,
  base: ReadonlyMap<string, TensorLocation> = checkpoint.tensors,
): Map<string, TensorLocation> {
  const [any] = base.values()
  if (!any) throw new Error('no tensor')
  return new Map([...base, [name, { ...any, name }]])
}

test.each(PARITY_NAMES)(
  '%s, as transformers saves it or older versions did, holds nothing that its recipe leaves out',
  async (name) => {
    const { recipe: own, checkpoint: stored } = await parityModel(name)
    expect(() => refuseUnused(own, stored.tensors)).not.toThrow()
  },
)

test.each([
  'model.layers.0.self_attn.q_proj.bias',
  'model.layers.1.self_attn.q_norm.weight',
  'model.layers.1.mlp.experts.0.down_proj.weight',
  'model.layers.0.post_feedforward_layernorm.weight',
  'layers.0.mlp.down_proj.scale_of_somebody',
])('%s in a plain llama is refused by name: transformers would pass over it', (name) => {
  expect(() => refuseUnused(recipe, withTensor(name))).toThrow(UnsupportedArchitecture)
  expect(() => refuseUnused(recipe, withTensor(name))).toThrow(`"${name}"`)
})

test('of a base model and of experts too', async () => {
  const base = await parityModel('llama-base')
  expect(() =>
    refuseUnused(base.recipe, withTensor('layers.1.self_attn.q_proj.bias', base.checkpoint.tensors)),
  ).toThrow('"layers.1.self_attn.q_proj.bias"')
  const mixture = await parityModel('olmoe')
  expect(() =>
    refuseUnused(
      mixture.recipe,
      withTensor('model.layers.1.mlp.experts.99.down_proj.weight', mixture.checkpoint.tensors),
    ),
  ).toThrow('experts.99')
})

test.each([
  'model.layers.0.self_attn.rotary_emb.inv_freq',
  'model.layers.99.mlp.down_proj.weight',
  'model.vision_tower.layers.0.weight',
  'v_head.summary.weight',
])('%s is not part of what is measured', (name) => {
  expect(() => refuseUnused(recipe, withTensor(name))).not.toThrow()
})
