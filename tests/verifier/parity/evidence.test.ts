/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { printStored } from '@/lib/coordinates'
import { SWP1 } from '@/lib/protocol'
import { readValue } from '@/lib/hub/safetensors/read-value'
import { detectAndCollect } from '@/verifier/measure/detection'
import { coordinateOf, membersOf } from '@/verifier/measure/members'
import { readStatic } from '@/verifier/measure/static'
import { subjectOf } from '@/verifier/pass/subject'
import { enteringOf, parityModel, shortTrace } from './measure'
import { thisMachine } from '@/verifier/engine/machine'

jest.setTimeout(120_000)

/**
 * One weight of each of the ways a family can store and use it: rows and columns exchanged, a name without prefix, a norm
 * after the down projection, a multiplier, one expert of several. The weight goes from the loudest neuron to the loudest channel of layer 0.
 */
describe.each([
  'llama-plain',
  'gpt2',
  'gpt2-hub',
  'gemma2',
  'olmo2',
  'granite',
  'opt-350m',
  'falcon-7b',
  'mixtral',
  'qwen2-moe',
  'olmoe',
  'deepseek-v3-halves',
])('evidence of a weight of %s', (name) => {
  it('is of the weight that is stored there, and of what it does', async () => {
    const { checkpoint, golden } = await parityModel(name)
    const {
      token_ids: tokens,
      layers: [layer],
    } = shortTrace(golden)
    const tokenizer = { encode: () => [...tokens], bosTokenId: null, addsBos: false, sha256: '0'.repeat(64) }
    const subject = subjectOf(checkpoint, tokenizer, thisMachine())
    const place = {
      layer: 0,
      expert: layer?.down_proj_input.expert ?? null,
      channel: layer ? enteringOf(layer).channel : 0,
      neuron: layer?.down_proj_input.channel ?? 0,
    }
    const coordinate = coordinateOf(place, subject.family.names)
    const members = membersOf([coordinate], checkpoint, subject.family.names, subject.recipe.layers, SWP1)

    expect(members).toMatchObject([place])
    expect(printStored(coordinate)).toBe(printStored(members[0]?.coordinate ?? coordinate))
    const facts = await readStatic(checkpoint, members, SWP1)
    const location = checkpoint.tensors.get(coordinate.tensor)
    if (!location) throw new Error(`no ${coordinate.tensor}`)
    const { value } = await readValue(checkpoint, location, coordinate.row, coordinate.col)
    expect(facts.readings[0]).toMatchObject({ value })

    const {
      evidence: [evidence],
    } = await detectAndCollect({ subject, members, protocol: SWP1 })
    if (!evidence || !layer) throw new Error('no evidence')
    const residualUpdate = layer.down_proj_output_after_norm
    if (name !== 'granite')
      expect(Math.abs(evidence.layer_output.value / enteringOf(layer).value - 1)).toBeLessThan(1e-4)
    expect(evidence.share).not.toBe(0)
    // The share is the product's part of y itself, whatever y is then multiplied by.
    const part = evidence.input * value
    if (residualUpdate)
      expect(Math.abs(part / evidence.share - evidence.output)).toBeGreaterThan(1e-3 * Math.abs(evidence.output))
    if (name === 'llama-plain' || name.startsWith('gpt2') || name === 'falcon-7b')
      expect(Math.abs(part / evidence.share / evidence.output - 1)).toBeLessThan(1e-4)
    if (name === 'granite') expect(Math.abs((part / evidence.share / evidence.output) * 0.37 - 1)).toBeLessThan(1e-4)
    expect(evidence.residual_after).not.toEqual(evidence.residual_before)
  })
})
