import { preparedName } from '@/lib/prepared-statements'

const joins = (n: number) => ({ sql: `select ${n} from weights w LEFT JOIN LATERAL claims c on true` })

test('a statement without joined relations is planned each time', () => {
  expect(preparedName({ sql: 'select 1' })).toBe('')
})

test('one with them has one name, and a connection keeps a bounded number of plans', () => {
  const names = Array.from({ length: 300 }, (_, n) => preparedName(joins(n)))
  expect(new Set(names.filter(Boolean)).size).toBe(200)
  expect(preparedName(joins(0))).toBe(names[0])
  expect(preparedName(joins(299))).toBe('')
})
