import fc from 'fast-check'
import { parseId, printId, SetId, SubmissionId, WeightId } from '@/lib/ids'

const KINDS = ['weight', 'set', 'submission'] as const
const SCHEMAS = { weight: WeightId, set: SetId, submission: SubmissionId }

test('ids carry their kind and six digits at least', () => {
  expect([printId('weight', 123), printId('set', 45), printId('submission', 1_234_567)]).toEqual([
    'SW-000123',
    'SS-000045',
    'SUB-1234567',
  ])
})

test('what is printed is read back, by its own kind only', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_147_483_647 }), fc.constantFrom(...KINDS), (id, kind) => {
      const text = printId(kind, id)
      expect(SCHEMAS[kind].safeParse(text).success).toBe(true)
      for (const other of KINDS) expect(parseId(other, text)).toBe(other === kind ? id : null)
    }),
  )
})

test.each([
  ['sw-1', 1],
  ['SW-0001', 1],
  ['SW-000000', null],
  ['SW-2147483648', null],
  ['SW-', null],
  ['SW-1 ', null],
  ['SW-1e3', null],
  ['123', null],
  ['SW-00000000000001', null],
])('%j is %p', (text, id) => {
  expect(parseId('weight', text)).toBe(id)
})
