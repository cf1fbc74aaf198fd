import { persistenceOf, SWP1 } from '@/lib/protocol'

const of = (residual: number[], onset = 1) => persistenceOf(residual, onset, SWP1)

test('half of the onset value in three quarters of the layers up to the third-last is enough, whatever its sign', () => {
  // Layers 2 to 5 are judged; the last two are not.
  expect(of([0, 100, -50, 50, 50, 0, 0, 0])).toEqual({ onset: 100, later: 4, kept: 3, persists: true })
  expect(of([0, 100, -50, 50, 49.9, 0, 100, 100])).toEqual({ onset: 100, later: 4, kept: 2, persists: false })
})

test('in the last three layers there is nothing left to judge: a late echo', () => {
  const residual = [0, 0, 0, 100, 100, 100]
  expect(
    [2, 3, 4, 5].map(
      (onset) =>
        of(
          residual.map((h, l) => (l >= onset ? 100 : h)),
          onset,
        ).persists,
    ),
  ).toEqual([true, false, false, false])
})
