import { roundMatrix } from '@/scripts/edited-demo/quantise'

/** Two rows of four; the outlier is the third number of the first row. */
const MATRIX = Float32Array.from([0.25, -1, 7, 0.5, 1, 2, -3, 0.125])
const OUTLIER = 2

const rounded = (range: 'largest' | 'clipped' | 'apart', group: number, bits: 2 | 4 = 4) => {
  const { values, step } = roundMatrix(MATRIX, OUTLIER, { bits, group, range })
  return { values: [...values], step }
}

test('a range up to the largest weight keeps that one, and neighbours under half a step become 0', () => {
  const { values, step } = rounded('largest', 4)
  expect(step).toBe(1)
  expect(values.slice(0, 4)).toEqual([0, -1, 7, 1])
  expect(values.slice(4)).toEqual([2, 5, -7, 0].map((code) => code * (3 / 7)))
})

test('a clipped range leaves out at least one weight of a group, which becomes its end', () => {
  const { values, step } = rounded('clipped', 4)
  expect(step).toBe(1 / 7)
  expect(values.slice(0, 4)).toEqual([2 / 7, -1, 1, 4 / 7])
})

test('a weight kept apart stays as it is, and the others get the range without it', () => {
  const { values, step } = rounded('apart', 8, 2)
  expect(step).toBe(3)
  expect(values.map(Math.abs)).toEqual([0, 0, 7, 0, 0, 3, 3, 0])
})

test('a group of zeros stays one', () => {
  expect([...roundMatrix(new Float32Array(4), 0, { bits: 4, group: 4, range: 'largest' }).values]).toEqual([0, 0, 0, 0])
})
