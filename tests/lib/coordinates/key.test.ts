import { keyOf } from '@/lib/coordinates'

const ONE = { tensor: 'model.layers.2.mlp.down_proj.weight', row: 3968, col: 7003 }

test('the key of a coordinate is spelled as stored claims’ keys were made', () => {
  expect(keyOf(ONE)).toBe('model.layers.2.mlp.down_proj.weight[3968,7003]')
})

test.each([{ tensor: 'model.layers.3.mlp.down_proj.weight' }, { row: 3969 }, { col: 7004 }])(
  'another %j is another key',
  (other) => {
    expect(keyOf({ ...ONE, ...other })).not.toBe(keyOf(ONE))
  },
)
