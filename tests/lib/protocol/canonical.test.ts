import fc from 'fast-check'
import { canonicalJson, canonicalSha256, SWP1, type Json } from '@/lib/protocol'

const json = () => fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Json>

/** The same document with its members written in another order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  )
}

test('canonical JSON means the same document', () => {
  fc.assert(
    fc.property(json(), (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))),
  )
})

test('the order in which members were written does not matter, and writing it again changes nothing', () => {
  fc.assert(
    fc.property(json(), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(reversed(value))).toBe(text)
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
    }),
  )
})

// Appendix of RFC 8785: numbers as ECMAScript prints them, keys by UTF-16 code units.
test.each<[Json, string]>([
  [{ b: 1, a: [true, null], '\u20ac': 'x', '\r': 'y', '1': 'z' }, '{"\\r":"y","1":"z","a":[true,null],"b":1,"€":"x"}'],
  [[333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0], '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]'],
  [{ '\ud83d\ude00': 1, '\ufb33': 2 }, '{"😀":1,"\ufb33":2}'],
  [{ a: undefined, b: 2 }, '{"b":2}'],
])('%j is written as %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

test.each([NaN, Infinity, -Infinity])('%p is not JSON', (value) => {
  expect(() => canonicalJson({ a: [value] })).toThrow(TypeError)
})

test('a hash names one document: any change of a number is another protocol', () => {
  expect(canonicalSha256({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  expect(canonicalSha256({ ...SWP1, redundant_max_ratio: 1.11 })).not.toBe(canonicalSha256(SWP1))
})
