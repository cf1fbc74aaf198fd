import { parseStored, type RecordForm, type StoredRecord } from '@/lib/record-form'
import { MODEL_FORM } from '@/lib/models/form'
import { SET_FORM } from '@/lib/sets/form'
import { WEIGHT_FORM } from '@/lib/weights/form'
import { z } from 'zod'
import modelOne from '../../fixtures/records/model-schema-1.json'
import setOne from '../../fixtures/records/set-schema-1.json'
import weightOne from '../../fixtures/records/weight-schema-1.json'

// Samples were written by the releases whose schema they name. One of each schema stays here forever.

test('a weight of schema 1: the source of its value stood in a note', () => {
  const record = parseStored(WEIGHT_FORM, weightOne)
  expect(record).toMatchObject({ id: 'SW-000007', version: 1, schema_version: WEIGHT_FORM.version })
  expect(record.claims.map(({ unit, value, value_source: source }) => [unit, value, source])).toEqual([
    ['scalar', 1.5625, 'grob2025'],
    ['neuron', null, null],
    ['channel', null, null],
  ])
  expect(record.claims[1]?.missing['value_source']).toBe('No source prints a value.')
})

test('a weight of the first release: no negatives, no effects, claims of scalars only', () => {
  const { published_as_negative: _negative, effects: _effects, ...first } = weightOne
  const [scalar] = weightOne.claims
  const { unit: _unit, polarity: _polarity, place: _place, ...claim } = scalar ?? {}
  expect(parseStored(WEIGHT_FORM, { ...first, claims: [claim] })).toMatchObject({
    published_as_negative: false,
    effects: [],
    claims: [{ unit: 'scalar', polarity: 'claims', place: null, value_source: 'grob2025' }],
  })
})

test('a set of schema 1, and one of the first release', () => {
  const record = parseStored(SET_FORM, setOne)
  expect(record).toMatchObject({ id: setOne.id, schema_version: SET_FORM.version, claims: [{ value_source: null }] })
  const { claims: _claims, effects: _effects, missing: _missing, ...first } = setOne
  expect(parseStored(SET_FORM, first)).toMatchObject({ claims: [], effects: [], missing: {} })
})

test('a model of schema 1: its claims name no source of a value', () => {
  expect(modelOne.claims.some((claim) => 'value_source' in claim)).toBe(false)
  const record = parseStored(MODEL_FORM, modelOne)
  expect(record).toMatchObject({ repo: modelOne.repo, schema_version: MODEL_FORM.version })
  expect(record.claims.map(({ value, value_source: source }) => [value, source])).toEqual(
    modelOne.claims.map(({ value }) => [value, null]),
  )
})

test("only a source of the claim is taken from a note, and never one of a submission's", () => {
  const [claim] = weightOne.claims
  const sourceOf = (changed: object) =>
    parseStored(WEIGHT_FORM, { ...weightOne, claims: [{ ...claim, ...changed }] }).claims[0]?.value_source
  expect(sourceOf({ note: 'The value 1 is as nobody prints it.' })).toBeNull()
  expect(sourceOf({ origin: 'submission', submission: 'SUB-000001' })).toBeNull()
  expect(sourceOf({ note: null })).toBeNull()
})

test("a record of today's schema is left as it is, and one of a later schema is refused", () => {
  const record = parseStored(WEIGHT_FORM, weightOne)
  expect(parseStored(WEIGHT_FORM, record)).toEqual(record)
  for (const version of [WEIGHT_FORM.version + 1, 0, '1', null])
    expect(() => parseStored(WEIGHT_FORM, { ...record, schema_version: version })).toThrow(z.ZodError)
  for (const body of [null, 'text', [], {}]) expect(() => parseStored(WEIGHT_FORM, body)).toThrow(z.ZodError)
})

test('upgrades follow each other to the schema of the release', () => {
  const schema = z.object({ schema_version: z.literal(3), a: z.number(), b: z.number() })
  const raise = (field: string) => (record: StoredRecord) => ({
    ...record,
    schema_version: Number(record['schema_version']) + 1,
    [field]: 0,
  })
  const form: RecordForm<z.infer<typeof schema>> = { version: 3, schema, upgrades: { 1: raise('a'), 2: raise('b') } }
  expect(parseStored(form, { schema_version: 1 })).toEqual({ schema_version: 3, a: 0, b: 0 })
  expect(parseStored(form, { schema_version: 2, a: 7 })).toEqual({ schema_version: 3, a: 7, b: 0 })
  const stuck = { ...form, upgrades: { 1: (record: StoredRecord) => record } }
  expect(() => parseStored(stuck, { schema_version: 1 })).toThrow('does not increase schema_version')
})

test.each([
  ['weight', WEIGHT_FORM],
  ['set', SET_FORM],
  ['model', MODEL_FORM],
])('every older schema of a %s has its upgrade', (_, { version, upgrades }) => {
  expect(Object.keys(upgrades).map(Number)).toEqual(Array.from({ length: version - 1 }, (_one, i) => i + 1))
})
