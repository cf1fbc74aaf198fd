import { EXAMPLES } from '@/components/submissions/examples'
import { linesOf } from '@/components/submissions/fields'
import { parseCoordinate } from '@/lib/coordinates'
import decoy from '@/tests/fixtures/golden/tiny-decoy.json'
import pair from '@/tests/fixtures/golden/tiny-pair.json'
import set from '@/tests/fixtures/golden/tiny-set.json'
import single from '@/tests/fixtures/golden/tiny-single.json'

const golden = new Map(
  [single, set, pair, decoy].map((g) => [g.model, g.planted.map((p) => `${p.layer}:${p.row}:${p.col}`)]),
)

it.each(EXAMPLES.map((e) => [e.name, e] as const))('offers coordinates that %s really has', (name, example) => {
  const offered = linesOf(example.fields.coordinates)
    .map(parseCoordinate)
    .map((c) => `${c.layer}:${c.row}:${c.col}`)
  const planted = golden.get(name)
  expect(planted).toEqual(expect.arrayContaining(offered))
  // The sets are offered whole; of the decoy's two weights each is a claim of its own.
  expect(offered).toHaveLength(name === 'demo/tiny-decoy' ? 1 : (planted?.length ?? 0))
})
