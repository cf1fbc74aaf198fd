import { z } from 'zod'
import { parseQuery } from '@/lib/http/query'
import { WeightQuery } from '@/lib/weights/schema'

const parse = (query: string) => parseQuery(WeightQuery, new URLSearchParams(query))

test('filters arrive as the types that the schema says', () => {
  expect(parse('layer=2&class=A&limit=10')).toEqual({
    layer: 2,
    class: ['A'],
    limit: 10,
    sort: 'id',
    order: 'asc',
  })
})

test.each([
  ['layr=2', 'layer'],
  ['Model=x', 'model'],
  ['oder=asc', 'order'],
])('the misspelt %s is refused with a hint', (query, suggestion) => {
  expect(() => parse(query)).toThrow(
    expect.objectContaining({ status: 400, code: 'unknown-parameter', extra: expect.objectContaining({ suggestion }) }),
  )
})

test('a parameter like none of the known ones is refused with the list of them', () => {
  expect(() => parse('utm_source=newsletter')).toThrow(/Known are model, layer/)
  expect(() => parseQuery(z.object({}), new URLSearchParams('x=1'))).toThrow(/takes none/)
})

test('a field that a form leaves empty is no filter: ?layer= does not mean layer 0', () => {
  expect(parse('layer=&model=%20')).toEqual({ sort: 'id', order: 'asc', limit: 50 })
})

test('a parameter given twice is refused rather than one of them picked', () => {
  expect(() => parse('layer=1&layer=2')).toThrow(expect.objectContaining({ code: 'repeated-parameter' }))
})

test('a facet takes several values', () => {
  expect(parse('class=A&class=none&level=0&level=2')).toMatchObject({ class: ['A', 'none'], level: [0, 2] })
})

test.each(['layer=two', 'limit=0', 'limit=100000', 'class=E', 'sort=value'])('%s is no valid filter', (query) => {
  expect(() => parse(query)).toThrow(z.ZodError)
})

test.each([
  'limit=1e2',
  'limit=%205',
  'limit=+5',
  'limit=%2B5',
  'limit=0x10',
  'limit=5.0',
  'limit=05',
  'limit=5%00',
  'layer=-0',
  'level=1_0',
  'limit=٥',
])('%s is not a number as this registry writes them', (query) => {
  expect(() => parse(query)).toThrow(/expected a whole number from \d+ to \d+, written in digits/)
})

test('spaces around a text to search for mean nothing', () => {
  expect(parse('model=%20llama+')).toMatchObject({ model: 'llama' })
})

test.each(['%00', 'a%00b'])('a text that the database could not hold (%s) is refused before it gets there', (text) => {
  expect(() => parse(`model=${text}`)).toThrow(expect.objectContaining({ status: 422, code: 'invalid-input' }))
})

test('names that objects inherit are unknown like any other', () => {
  for (const name of ['__proto__', 'constructor', 'toString'])
    expect(() => parse(`${name}=1`)).toThrow(expect.objectContaining({ code: 'unknown-parameter' }))
})
