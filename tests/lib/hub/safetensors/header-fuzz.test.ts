import fc from 'fast-check'
import {
  HeaderError,
  headerLength,
  MAX_HEADER_BYTES,
  MAX_TENSORS,
  parseHeader,
  PREFIX_BYTES,
} from '@/lib/hub/safetensors/header'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import { lengthPrefix } from '@/tests/helpers/safetensors'

/** Headers tried in one run, over the kinds below. */
const RUNS = 120_000

const SIZES: Readonly<Record<string, number>> = { F32: 4, BF16: 2, U8: 1, F64: 8 }
const word = fc.constantFrom(
  'a',
  'b',
  'model.layers.0.mlp.down_proj.weight',
  '__proto__',
  'constructor',
  '',
  '__metadata__',
  'a\u0000',
  '\ud800',
)
const dtype = fc.constantFrom(...Object.keys(SIZES))
const odd = fc.constantFrom(-1, 0.5, 2 ** 31, 2 ** 32 + 1, 2 ** 53, 1e308, -0, NaN, null, '4', [], {}, true)

interface Tensor {
  readonly dtype: unknown
  readonly shape: unknown
  readonly data_offsets: unknown
}

/** A header as safetensors writes one, and the bytes of its data. */
const right = fc
  .array(fc.record({ name: word, dtype, shape: fc.array(fc.nat(4), { maxLength: 3 }) }), { maxLength: 4 })
  .map((tensors) => {
    let at = 0
    const entries = tensors.map(({ name, dtype: kind, shape }): [string, Tensor] => {
      const begin = at
      at += shape.reduce((count, dim) => count * dim, SIZES[kind] ?? 1)
      return [name, { dtype: kind, shape, data_offsets: [begin, at] }]
    })
    return { entries, data: at }
  })

/** One thing in it made wrong: a member replaced, left out or added, in any tensor. */
const changed = fc
  .tuple(
    right,
    fc.nat(),
    fc.constantFrom('dtype', 'shape', 'data_offsets', 'more', 'whole'),
    odd,
    fc.integer({ min: -9, max: 9 }),
  )
  .map(([{ entries, data }, pick, what, value, shift]) => {
    const at = entries.length === 0 ? 0 : pick % entries.length
    const entry = entries[at]
    const wrong: [string, unknown][] =
      entry === undefined
        ? [['x', value]]
        : [[entry[0], what === 'whole' ? value : { ...entry[1], [what]: pick % 2 === 0 ? value : [value, shift] }]]
    return { entries: [...entries.slice(0, at), ...wrong, ...entries.slice(at + 1)], data: data + shift }
  })

/** Text of a header whose names may stand there twice, as no serializer writes it. */
const asText = (entries: readonly (readonly [string, unknown])[]) =>
  `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`

/** A byte changed, cut off or put in, anywhere. */
const broken = fc
  .tuple(right, fc.nat(), fc.nat(255), fc.constantFrom('change', 'cut', 'insert'))
  .map(([{ entries, data }, place, byte, how]) => {
    const text = Buffer.from(asText(entries))
    const at = place % (text.length + 1)
    const tail = how === 'cut' ? Buffer.alloc(0) : text.subarray(how === 'change' ? at + 1 : at)
    return { json: Buffer.concat([text.subarray(0, at), Buffer.from(how === 'cut' ? [] : [byte]), tail]), data }
  })

const header = fc.oneof(
  right.map(({ entries, data }) => ({ json: Buffer.from(asText(entries)), data })),
  changed.map(({ entries, data }) => ({ json: Buffer.from(asText(entries)), data })),
  broken,
  fc.tuple(fc.uint8Array({ maxLength: 60 }), fc.nat(64)).map(([json, data]) => ({ json: Buffer.from(json), data })),
)

/** @returns the tensors, or null when the header was refused as it should be; everything else thrown is a failure */
function parsed(json: Uint8Array, fileSize: number): TensorLocation[] | null {
  try {
    return parseHeader(json, 'x.safetensors', fileSize)
  } catch (error) {
    if (error instanceof HeaderError) return null
    throw error
  }
}

test(`${RUNS} generated headers: each is read as tensors that fill the file exactly, or refused, and memory stays bounded`, () => {
  const before = process.memoryUsage().rss
  let read = 0
  let refused = 0
  fc.assert(
    fc.property(header, ({ json, data }) => {
      const size = PREFIX_BYTES + json.length + data
      const tensors = parsed(json, size)
      if (tensors === null) return void refused++
      read++
      let at = PREFIX_BYTES + json.length
      for (const { start, end, name } of [...tensors].sort((a, b) => a.start - b.start || a.end - b.end)) {
        if (start !== at || name === '') throw new Error(`${name} begins at ${start}, not ${at}`)
        at = end
      }
      if (at !== size) throw new Error(`the tensors end at ${at} of ${size}`)
    }),
    { numRuns: RUNS },
  )
  // Generators that only ever made one kind would prove little.
  expect(read).toBeGreaterThan(RUNS / 20)
  expect(refused).toBeGreaterThan(RUNS / 4)
  expect(process.memoryUsage().rss - before).toBeLessThan(600e6)
})

test('a length claimed before the header never leads to more than the limit being read', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.nat(2 ** 31 - 1), (claimed, fileSize) => {
      try {
        const length = headerLength(lengthPrefix(claimed), fileSize)
        expect(length).toBeLessThanOrEqual(Math.min(MAX_HEADER_BYTES, fileSize - PREFIX_BYTES))
      } catch (error) {
        if (!(error instanceof HeaderError)) throw error
      }
    }),
    { numRuns: 5_000 },
  )
})

test('a header with more tensors than any model has is refused by their number', () => {
  const entries = Array.from({ length: MAX_TENSORS + 1 }, (_, i) => `"${i}":0`)
  expect(() => parseHeader(Buffer.from(`{${entries.join(',')}}`), 'x', 1e9)).toThrow(/over the limit of 500000/)
})
