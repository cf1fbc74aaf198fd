import { db } from '@/lib/db'
import { DEPTHS, relativeDepth, SIZES } from '@/lib/facets/ranges'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })

test.each([
  [999_999_999, 'under-1b'],
  [1e9, '1b-4b'],
  [4e9, '4b-10b'],
  [39_999_999_999, '10b-40b'],
  [40e9, 'over-40b'],
])('%d parameters are of size %s', async (parameters, size) => {
  const [row] = await db.$queryRaw<{ size: string }[]>`select size_range(${parameters}::bigint) as size`
  expect(row?.size).toBe(size)
  expect(SIZES).toContain(size)
})

test('relative depth is the same in the database and here, and each range holds its lower end', async () => {
  for (const layers of [1, 2, 5, 12, 32, 61])
    for (let layer = 0; layer <= layers; layer += 1) {
      const [row] = await db.$queryRaw<{ depth: number | null; range: string | null }[]>`
        select relative_depth(${layer}::int, ${layers}::int) as depth, depth_range(${layer}::int, ${layers}::int) as range`
      const depth = relativeDepth(layer, layers)
      expect(row?.depth).toBe(depth)
      expect(row?.range ?? null).toBe(depth === null ? null : rangeOf(depth))
    }
})

function rangeOf(depth: number): string | undefined {
  return DEPTHS.find((range) => {
    const [from = 0, to = 0] = range.split('-').map(Number)
    return depth * 100 >= from && (depth * 100 < to || to === 100)
  })
}
