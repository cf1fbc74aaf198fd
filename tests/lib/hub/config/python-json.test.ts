import fc from 'fast-check'
import { parsePythonJson, PythonJsonError } from '@/lib/hub/config/python-json'

const parse = (text: string) => parsePythonJson(new TextEncoder().encode(text))

test.each([
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['NaN', NaN],
  ['[1, NaN,-Infinity]', [1, NaN, -Infinity]],
  ['{"Infinity": "NaN", "a\\"": Infinity}', { Infinity: 'NaN', 'a"': Infinity }],
])('%s is read as Python reads it', (text, value) => {
  expect(parse(text)).toEqual(value)
})

test.each([
  'nan',
  'infinity',
  '+Infinity',
  '- Infinity',
  'Inf',
  'INFINITY',
  '-NaN',
  'InfinityNaN',
  '1Infinity',
  'Infinity1',
  '"Infinity',
  '{Infinity: 1}',
  '[NaN',
  "'a'",
  '1e',
  '[1,]',
  'undefined',
])('%s is not', (text) => {
  expect(() => parse(text)).toThrow(PythonJsonError)
})

test('every JSON text is read as JSON.parse reads it, unless it is absurdly deep', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), (text) =>
      expect(parse(text)).toEqual(JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))),
    ),
  )
  expect(() => parse('['.repeat(100_000))).toThrow(/nested/)
})
