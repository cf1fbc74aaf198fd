import { inspect } from '@/verifier/cli/inspection'
import { familyOf, InvalidCheckpoint } from '@/verifier/families'
import { checkTensors } from '@/verifier/pass/check-tensors'
import { parityModel } from '../parity/measure'

it('a base model whose head is tied has all that is needed', async () => {
  const { recipe, checkpoint } = await parityModel('llama-base')
  expect(
    [...checkpoint.tensors.keys()].filter((name) => name.startsWith('model.') || name.includes('lm_head')),
  ).toEqual([])
  expect(() => checkTensors(recipe, checkpoint.tensors)).not.toThrow()
})

it('one whose head would be random numbers is refused by name', async () => {
  const { checkpoint } = await parityModel('llama-base')
  const recipe = familyOf(checkpoint.config).recipeOf({ ...checkpoint.config, tie_word_embeddings: false })
  expect(() => checkTensors(recipe, checkpoint.tensors)).toThrow(InvalidCheckpoint)
  expect(() => checkTensors(recipe, checkpoint.tensors)).toThrow(
    /no tensor "lm_head\.weight".*base model was saved.*random numbers/,
  )
})

it('its values are read all the same, under the names that are stored', async () => {
  const { checkpoint } = await parityModel('llama-base')
  const found = await inspect(
    { ...checkpoint, config: { ...checkpoint.config, tie_word_embeddings: false } },
    'layers[1].mlp.down_proj.weight[3, 9]',
  )
  expect(found).toMatchObject({
    tensor: 'layers.1.mlp.down_proj.weight',
    row: 3,
    col: 9,
    layer: 1,
    spellings: {
      stored: 'layers.1.mlp.down_proj.weight[3, 9]',
      transformers: 'model.model.layers[1].mlp.down_proj.weight.data[3, 9]',
      gguf: 'blk.1.ffn_down.weight (ne0=9, ne1=3)',
    },
  })
})
