import { SWP1, CURRENT_PROTOCOL } from '@/lib/protocol'
import { randomLlama } from '@/tests/helpers/random-llama'
import { drawControls, halves } from '@/verifier/measure/controls'
import { membersOf } from '@/verifier/measure/members'
import { readStatic } from '@/verifier/measure/static'
import { familyOf } from '@/verifier/families'

const model = randomLlama({ intermediate_size: 96 }, 'BF16')
const { names } = familyOf(model.config)
const tensor = (layer: number) => `model.layers.${layer}.mlp.down_proj.weight`
const members = (...places: [number, number, number][]) =>
  membersOf(
    places.map(([layer, row, col]) => ({ tensor: tensor(layer), row, col })),
    model.checkpoint,
    names,
    3,
    SWP1,
  )

function sorted(layer: number): { row: number; col: number; value: number }[] {
  const values = model.weights.get(tensor(layer)) ?? new Float64Array()
  return [...values]
    .map((value, i) => ({ row: Math.floor(i / 96), col: i % 96, value }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
}

describe('the static reading', () => {
  it('gives the stored bits, the value, the rank of |W| and the z-score, as brute force finds them', async () => {
    const all = sorted(1)
    const seventh = all[6] ?? { row: 0, col: 0, value: NaN }
    const values = all.map((w) => w.value)
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length)
    const { readings } = await readStatic(
      model.checkpoint,
      members([1, seventh.row, seventh.col], [1, 0, 0], [2, 5, 6]),
      SWP1,
    )
    expect(readings[0]).toMatchObject({ value: seventh.value, dtype: 'BF16', shape: [32, 96] })
    expect(readings[0]?.rank).toBe(1 + values.filter((v) => Math.abs(v) > Math.abs(seventh.value)).length)
    expect(readings[0]?.z_score).toBeCloseTo((seventh.value - mean) / deviation, 9)
    expect(readings[0]?.bits).toMatch(/^[0-9a-f]{4}$/)
    expect(readings[1]?.value).toBe(model.weights.get(tensor(1))?.[0])
    expect(readings[2]?.value).toBe(model.weights.get(tensor(2))?.[5 * 96 + 6])
  })
})

describe('controls', () => {
  it('are twenty of the hundred largest weights of each tensor, without the members', async () => {
    const [first, second] = sorted(1)
    const claimed = members([1, first?.row ?? 0, first?.col ?? 0], [1, second?.row ?? 0, second?.col ?? 0], [2, 5, 6])
    const groups = drawControls(
      claimed,
      await readStatic(model.checkpoint, claimed, SWP1),
      SWP1,
      CURRENT_PROTOCOL.sha256,
    )
    expect(groups.map((g) => [g[0]?.tensor, new Set(g.map((c) => `${c.row},${c.col}`)).size])).toEqual([
      [tensor(1), 20],
      [tensor(2), 20],
    ])
    const allowed = sorted(1)
      .slice(2, 102)
      .map(({ row, col }) => `${row},${col}`)
    // Bfloat16 weights have equals at the hundredth place: any of them is among the largest.
    const threshold = Math.abs(sorted(1)[101]?.value ?? NaN)
    for (const { row, col } of groups[0] ?? []) {
      expect(
        allowed.includes(`${row},${col}`) ||
          Math.abs(model.weights.get(tensor(1))?.[row * 96 + col] ?? 0) === threshold,
      ).toBe(true)
    }
  })

  it('are the same for everybody, whatever the order of the claim, and others under another protocol', async () => {
    const claimed = members([1, 3, 4], [1, 5, 6])
    const draw = async (m: typeof claimed, sha = CURRENT_PROTOCOL.sha256) =>
      drawControls(m, await readStatic(model.checkpoint, m, SWP1), SWP1, sha)
    expect(await draw(claimed)).toEqual(await draw(claimed.toReversed()))
    expect(await draw(claimed)).not.toEqual(await draw(claimed, 'f'.repeat(64)))
  })

  it('are split into halves that make up the whole', () => {
    const group = Array.from({ length: 5 }, (_, row) => ({ tensor: 't', row, col: 0 }))
    expect(halves(group).map((g) => g.length)).toEqual([3, 2])
    expect(halves(group).flat()).toEqual(group)
  })
})

describe('claimed members', () => {
  it('are one to eight different weights of down projections', () => {
    expect(() => members()).toThrow(/1 to 8 coordinates; this has 0/)
    expect(() => members(...Array.from({ length: 9 }, (_, i): [number, number, number] => [0, i, 0]))).toThrow(/has 9/)
    expect(() => members([0, 1, 2], [0, 1, 2])).toThrow(/claimed twice/)
    expect(() => members([0, 32, 2])).toThrow(/out of range/)
    expect(() => members([7, 1, 2])).toThrow(/no layer 7/)
  })
})
