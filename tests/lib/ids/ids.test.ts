import fc from 'fast-check'
import { parseId, parseRef, printId, printVersion, SetId, SubmissionId, WeightId } from '@/lib/ids'

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

test('a version is named after its record, and read back', () => {
  expect(printVersion('set', 45, 3)).toBe('SS-000045.3')
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_147_483_647 }),
      fc.integer({ min: 1, max: 2_147_483_647 }),
      (id, version) => {
        expect(parseRef('weight', printVersion('weight', id, version))).toEqual({ id, version })
        expect(parseRef('weight', printId('weight', id))).toEqual({ id, version: null })
        expect(parseRef('set', printVersion('weight', id, version))).toBeNull()
      },
    ),
  )
})

test.each(['SW-1.', 'SW-1.0', 'SW-1.-1', 'SW-1.1e3', 'SW-1.1.1', 'SW-1. 1', 'SW-1.2147483648', '.1', '1.1'])(
  '%j names no version',
  (text) => {
    expect(parseRef('weight', text)).toBeNull()
  },
)
