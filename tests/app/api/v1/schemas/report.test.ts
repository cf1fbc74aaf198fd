import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { Report } from '@/lib/protocol'
import { report as measured } from '../../../../components/fixtures/report'
import { makeReport } from '../../../../helpers/report'
import { ask, askTwice } from '../../ask'

const ADDRESS = '/api/v1/schemas/report.json'

/** The published schema in a validator that has never seen ours. */
async function validator(): Promise<ValidateFunction> {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true })
  addFormats(ajv)
  return ajv.compile((await (await ask(ADDRESS)).json()) as object)
}

test('200: a JSON Schema of the draft it names, under its own address', async () => {
  const response = await ask(ADDRESS)
  expect([
    response.status,
    response.headers.get('content-type'),
    response.headers.get('access-control-allow-origin'),
  ]).toEqual([200, 'application/schema+json', '*'])
  expect(await response.json()).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: ADDRESS })
})

test('304: whoever keeps a copy can ask whether it is still the same', async () => {
  await askTwice(ADDRESS)
})

test.each<[string, () => Report]>([
  ['measured numbers', () => measured],
  ['a set at grade full', () => makeReport({ grade: 'full', members: [{}, { row: 7 }, { row: 9 }] })],
  ['a model that breaks', () => makeReport({ ratio: 'NaN' })],
])('a report with %s fits', async (_, report) => {
  const fits = await validator()
  fits(report())
  expect(fits.errors).toBeNull()
})

const [run] = measured.perplexity
test.each<[string, object, string]>([
  ['no members', { members: [] }, '/members'],
  ['a short commit', { checkpoint: { ...measured.checkpoint, commit: '1f0e3dad' } }, '/checkpoint/commit'],
  ['a verdict', { verdict: { accepted: true } }, ''],
  [
    'a loss in words',
    { perplexity: [{ ...run, streams: run?.streams.map((s) => ({ ...s, nll: ['large'] })) }] },
    '/perplexity/0/streams/0/nll/0',
  ],
  [
    'a role that is none',
    { perplexity: [{ ...run, streams: run?.streams.map((s) => ({ ...s, role: 'other' })) }] },
    '/perplexity/0/streams/0/role',
  ],
  ['a time that is none', { started_at: '2026-02-31T00:00:00Z' }, '/started_at'],
  ['another schema version', { schema_version: 2 }, '/schema_version'],
])('a report with %s does not, and the place is named', async (_, change, place) => {
  const fits = await validator()
  expect(fits({ ...measured, ...change })).toBe(false)
  expect(fits.errors?.map((e) => e.instancePath)).toContain(place)
})
