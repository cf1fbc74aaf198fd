import { differenceOf, limitOf, near, nearAll, printed, same } from '@/scripts/check-real/row'

describe('a number that both sides measured', () => {
  it('passes within its limit, relative to PyTorch', () => {
    expect(near('R', { pytorch: 1000, here: 1000.0625 }, 1e-4)).toMatchObject({ passed: true, difference: 6.25e-5 })
    expect(near('R', { pytorch: 1000, here: 1000.2 }, 1e-4).passed).toBe(false)
    expect(near('y', { pytorch: -1000, here: 1000 }, 1e-4).passed).toBe(false)
  })

  it('may be relative to something larger, as a residual near zero is', () => {
    expect(near('h', { pytorch: 0.01, here: 0.02 }, 1e-4, 24_000).passed).toBe(true)
  })

  it('fails where one side has no number', () => {
    expect(near('R', { pytorch: 1000, here: NaN }, 1e-4).passed).toBe(false)
    expect(near('R', { pytorch: 1000, here: Infinity }, 1e-4).passed).toBe(false)
  })
})

describe('a series', () => {
  it('shows the two numbers that differ most', () => {
    const row = nearAll('y', [1, 2, 4], [1, 2.02, 4.01], 1e-4)
    expect(row).toMatchObject({ pytorch: '2', here: '2.02', passed: false })
  })

  it.each([
    ['is shorter here', [1, 2], [1]],
    ['is longer here', [1], [1, 2]],
    ['is empty', [], []],
    ['holds what is not a number', [1, 2, 3], [1, NaN, 3]],
  ])('fails where it %s', (_words, pytorch, here) => {
    expect(nearAll('y', pytorch, here, 1).passed).toBe(false)
  })
})

it('prints words that have to be equal as such', () => {
  const row = same('find returns', 'B: 11 [507, 1229]', 'nothing')
  expect([differenceOf(row), limitOf(row)]).toEqual(['differs', 'same'])
  expect(printed(row)).toBe(
    'FAIL find returns\n       PyTorch B: 11 [507, 1229] | here nothing | difference differs | limit same',
  )
  expect(printed(near('y', { pytorch: 24_017.348, here: 24_017.35 }, 1e-4))).toContain(
    'PyTorch 24,017.35 | here 24,017.35 | difference 8.3e-8 | limit 1e-4',
  )
})
