import { duration, exact, parameters, readable, times } from '@/components/text/format'

it.each([
  [1211.11, '1,211'],
  [5.6789, '5.68'],
  [-560.5, '−561'],
  [0, '0'],
  [0.00001234, '1.23e-5'],
  [Infinity, '∞'],
])('prints %d so that a person reads it at once', (x, words) => {
  expect(readable(x)).toBe(words)
})

it('keeps two decimals of a ratio near one', () => {
  expect([times(1), times(1.0049), times(213.6)]).toEqual(['×1.00', '×1.00', '×214'])
})

it('loses no digit of a stored value', () => {
  expect(exact(-0.63232421875)).toBe('−0.63232421875')
})

it('prints times and sizes in the units people use', () => {
  expect([duration(9.4), duration(200), duration(7500), duration(60)]).toEqual([
    '9 s',
    '3 min 20 s',
    '2 h 5 min',
    '1 min',
  ])
  expect([parameters(6.738e9), parameters(316_480)]).toEqual(['6.74\u00a0B', '316\u00a0k'])
})
