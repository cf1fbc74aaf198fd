import { applyEdits, editsKey, firstDifference, type StreamEdit } from '@/verifier/pass/edits'

const at = (changes: Partial<StreamEdit> = {}): StreamEdit => ({
  layer: 2,
  channel: 1,
  neuron: 0,
  scale: 0,
  ...changes,
})

describe('a list of edits', () => {
  it('has one name whatever its order, and another one where a token is spared', () => {
    const [one, other] = [at(), at({ channel: 0 })]
    expect(editsKey([one, other])).toBe(editsKey([other, one]))
    expect(editsKey([at({ spare: 'spike' })])).not.toBe(editsKey([one]))
    expect(editsKey([at({ scale: 1, spare: 'spike' })])).toBe(editsKey([]))
  })

  it('differs from another first where only one of them spares a token', () => {
    expect(firstDifference([at(), at({ layer: 5 })], [at(), at({ layer: 5, spare: 'spike' })])).toBe(5)
    expect(firstDifference([at({ spare: 'spike' })], [at({ spare: 'spike' })])).toBe(Infinity)
  })
})

describe("edits of a layer's output", () => {
  /** Two windows of three tokens with two channels, all 1000; two neurons, two weights. */
  const X: Readonly<Record<number, readonly number[]>> = { 0: [1, -7, 7, 2, 3, -4], 1: [9, 0, 0, 0, 0, 9] }
  const apply = (edits: readonly StreamEdit[], length: number) => {
    const target = new Float32Array(12).fill(1000)
    applyEdits(target, edits, {
      hidden: 2,
      length,
      weight: ({ neuron }) => (neuron === 0 ? 10 : 100),
      input: (token, { neuron }) => X[neuron]?.[token] ?? NaN,
    })
    const changes = Array.from(target, (value) => value - 1000)
    expect(changes.filter((_, i) => i % 2 === 0)).toEqual([0, 0, 0, 0, 0, 0])
    return changes.filter((_, i) => i % 2 === 1)
  }

  it('take away what the weight gives, at every token', () => {
    expect(apply([at()], 3)).toEqual([-10, 70, -70, -20, -30, 40])
    expect(apply([at({ scale: 3 })], 3)).toEqual([20, -140, 140, 40, 60, -80])
  })

  it('spare the loudest token of each window, the first of equals', () => {
    expect(apply([at({ spare: 'spike' })], 3)).toEqual([-10, 0, -70, -20, -30, 0])
    expect(apply([at({ spare: 'spike' })], 6)).toEqual([-10, 0, -70, -20, -30, 40])
    expect(apply([at({ spare: 'spike' })], 2)).toEqual([-10, 0, 0, -20, -30, 0])
  })

  it('spare each weight where that weight is loudest', () => {
    expect(apply([at({ spare: 'spike' }), at({ neuron: 1, spare: 'spike' })], 3)).toEqual([-10, 0, -70, -20, -30, 0])
    expect(apply([at(), at({ neuron: 1, spare: 'spike' })], 3)).toEqual([-10, 70, -70, -20, -30, 40])
    expect(apply([at({ spare: 'spike' }), at({ neuron: 1 })], 3)).toEqual([-910, 0, -70, -20, -30, -900])
  })
})
