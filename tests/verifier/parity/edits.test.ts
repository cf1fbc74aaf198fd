/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { familyNamesOf, namesIn } from '@/lib/coordinates'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { coordinateOf } from '@/verifier/measure/members'
import { runPass } from '@/verifier/pass/run-pass'
import { runTraces } from '@/verifier/pass/trace'
import { goldenOf, PARITY_NAMES, parityModel, shortTrace, type ParityModel } from './measure'
import { nodeBackend } from '@/verifier/engine/node-backend'

jest.setTimeout(120_000)

interface Place {
  readonly layer: number
  readonly expert: number | null
  readonly channel: number
  readonly neuron: number
}

/** The checkpoint with weights zeroed where they are stored. */
function zeroed({ checkpoint }: ParityModel, places: readonly Place[]): Checkpoint {
  const names = familyNamesOf(checkpoint.config.model_type)
  if (!names) throw new Error(`no family for ${checkpoint.config.model_type}`)
  const holes = places.map((place) => coordinateOf(place, namesIn(names, checkpoint.tensors)))
  return {
    ...checkpoint,
    async read(tensor, from, to, into) {
      const bytes = await checkpoint.read(tensor, from, to, into)
      const size = tensor.dtype === 'F32' ? 4 : 2
      for (const { row, col } of holes.filter((hole) => hole.tensor === tensor.name)) {
        const at = (row * (tensor.shape[1] ?? 0) + col) * size - from
        if (at >= 0 && at < bytes.length) bytes.fill(0, at, at + size)
      }
      return bytes
    },
  }
}

/** Weights that matter: those from the layer's loudest neuron to its loudest channel, and one beside it. */
function loudPlaces({ golden }: ParityModel): Place[] {
  const { layers } = shortTrace(golden)
  return [0, layers.length - 1].flatMap((layer) => {
    const channel = layers[layer]?.down_proj_output.channel ?? 0
    const { channel: neuron = 0, expert = null } = layers[layer]?.down_proj_input ?? {}
    const shared = layers[layer]?.shared_down_proj_input
    const beside = channel === 0 ? 1 : channel - 1
    return [
      { layer, expert, channel, neuron },
      { layer, expert, channel: beside, neuron },
      ...(shared ? [{ layer, expert: null, channel, neuron: shared.channel }] : []),
    ]
  })
}

describe.each(PARITY_NAMES.filter((name) => familyNamesOf(goldenOf(name).model_type) !== null))('%s', (name) => {
  it('a weight removed by an edit is a weight that is zero in the file, for losses and for every layer', async () => {
    const model = await parityModel(name)
    const { recipe, checkpoint, golden } = model
    const tokens = shortTrace(golden).token_ids
    const places = loudPlaces(model)
    const edits = places.map((place) => ({ ...place, scale: 0 }))
    const streams = [
      { name: 'intact', edits: [] },
      { name: 'edited', edits },
    ]
    const byEdit = await runPass({
      backend: nodeBackend,
      checkpoint,
      recipe,
      windows: [tokens, tokens.toReversed()],
      streams,
    })
    const byFile = await runPass({
      backend: nodeBackend,
      checkpoint: zeroed(model, places),
      recipe,
      windows: [tokens, tokens.toReversed()],
      streams: [{ name: 'intact', edits: [] }],
    })
    byFile
      .get('intact')
      ?.forEach((loss, window) =>
        expect(Math.abs((byEdit.get('edited')?.[window] ?? NaN) / loss - 1)).toBeLessThan(2e-6),
      )
    expect(byEdit.get('edited')).not.toEqual(byEdit.get('intact'))

    const [edited] = await runTraces({
      backend: nodeBackend,
      checkpoint,
      recipe,
      jobs: [{ tokens, edits, base: null }],
      watches: places,
    })
    const [stored] = await runTraces({
      backend: nodeBackend,
      checkpoint: zeroed(model, places),
      recipe,
      jobs: [{ tokens, edits: [], base: null }],
      watches: places,
    })
    edited?.layers.forEach((layer, at) => {
      const other = stored?.layers[at]
      expect(layer.extremes.residual).toMatchObject({
        token: other?.extremes.residual.token,
        channel: other?.extremes.residual.channel,
      })
      const worst = layer.after.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (other?.after[i] ?? NaN))),
        0,
      )
      expect(worst / Math.abs(layer.extremes.residual.value)).toBeLessThan(2e-5)
      expect(Math.abs(layer.extremes.output.value / (other?.extremes.output.value ?? NaN) - 1)).toBeLessThan(5e-5)
      expect(layer.watched.every((w) => w.weight === 0)).toBe(true)
    })
  })
})
