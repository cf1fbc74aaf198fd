import fc from 'fast-check'
import { HeaderError, headerLength, MAX_HEADER_BYTES, parseHeader } from '@/lib/hub/safetensors/header'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import {
  f32,
  lengthPrefix,
  type RawHeader,
  rawFile,
  safetensorsFile,
  sixteenBit,
  type TensorToWrite,
} from '@/tests/helpers/safetensors'

function read(file: Uint8Array): TensorLocation[] {
  const length = headerLength(file.subarray(0, 8), file.length)
  return parseHeader(file.subarray(8, 8 + length), 'x.safetensors', file.length)
}

const entry = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({ dtype, shape, data_offsets: offsets })

describe('a header as safetensors writes it', () => {
  test('gives absolute places of every tensor', () => {
    const file = safetensorsFile({ a: f32([2, 1], [1, 2]), b: sixteenBit('BF16', [], [0x3f80]) })
    const dataStart = file.length - 10
    expect(read(file)).toEqual([
      { name: 'a', dtype: 'F32', shape: [2, 1], file: 'x.safetensors', start: dataStart, end: dataStart + 8 },
      { name: 'b', dtype: 'BF16', shape: [], file: 'x.safetensors', start: dataStart + 8, end: dataStart + 10 },
    ])
  })

  test('may be padded with spaces, hold no tensor, or order its tensors in any way', () => {
    expect(read(rawFile('{}       '))).toEqual([])
    const names = read(rawFile({ z: entry([1], [4, 8]), y: entry([1], [0, 4]) }, new Uint8Array(8))).map(
      ({ name }) => name,
    )
    expect(names).toEqual(['z', 'y'])
  })

  test('may hold empty tensors and sub-byte dtypes', () => {
    expect(read(rawFile({ a: entry([0, 7], [0, 0]), b: entry([3, 4], [0, 6], 'F4') }, new Uint8Array(6)))).toHaveLength(
      2,
    )
  })

  test('may name a tensor like a part of the language', () => {
    const tensor = entry([1], [0, 4])
    const text = `{"__proto__": ${JSON.stringify(tensor)}, "constructor": ${JSON.stringify(entry([1], [4, 8]))}}`
    expect(read(rawFile(text, new Uint8Array(8))).map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
    expect(Object.hasOwn(Object.prototype, 'dtype')).toBe(false)
  })

  test.each(['null', '{}'])('may have the metadata %s', (metadata) => {
    expect(
      read(rawFile(`{"__metadata__": ${metadata}, "a": ${JSON.stringify(entry([1], [0, 4]))}}`, new Uint8Array(4))).map(
        ({ name }) => name,
      ),
    ).toEqual(['a'])
  })

  test('is read back as it was written, whatever the tensors', () => {
    const tensor: fc.Arbitrary<TensorToWrite> = fc
      .tuple(
        fc.constantFrom(['F32', 4] as const, ['BF16', 2] as const, ['U8', 1] as const, ['I64', 8] as const),
        fc.array(fc.nat(5), { maxLength: 4 }),
      )
      .map(([[dtype, bytes], shape]) => ({
        dtype,
        shape,
        bytes: new Uint8Array(shape.reduce((product, dim) => product * dim, bytes)),
      }))
    const name = fc
      .string({ minLength: 1, maxLength: 30 })
      .filter((text) => text !== '__metadata__' && !/[\u0000-\u001f\u007f]/.test(text))
    fc.assert(
      fc.property(fc.dictionary(name, tensor, { maxKeys: 12 }), (tensors) => {
        const found = read(safetensorsFile(tensors))
        expect(found.map((item) => [item.name, item.dtype, item.shape])).toEqual(
          Object.entries(tensors).map(([key, item]) => [key, item.dtype, item.shape]),
        )
        for (const { name: key, start, end } of found) expect(end - start).toBe(tensors[key]?.bytes.length)
      }),
    )
  })
})

describe('a header that breaks a rule is refused, and the message names it', () => {
  const cases: [string, RawHeader | string, number, RegExp][] = [
    ['text that is not JSON', '{"a": ', 0, /not valid JSON/],
    ['a list', '[]', 0, /begin with "\{"/],
    ['a byte order mark', '\ufeff{}', 0, /begin with "\{"/],
    ['a leading space', ' {}', 0, /begin with "\{"/],
    [
      'a name twice',
      '{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}',
      0,
      /name twice/,
    ],
    ['a member twice', '{"a":{"dtype":"F32","dtype":"F32","shape":[0],"data_offsets":[0,0]}}', 0, /name twice/],
    ['metadata that is no object', { __metadata__: [] }, 0, /__metadata__/],
    ['metadata that is not text', { __metadata__: { total: 3 } }, 0, /__metadata__/],
    ['a tensor that is null', { a: null }, 0, /dtype, shape and data_offsets/],
    ['a further member', { a: { ...entry([0], [0, 0]), extra: 1 } }, 0, /nothing else/],
    ['an unknown dtype', { a: entry([0], [0, 0], 'F33') }, 0, /dtype "F33"/],
    ['a dtype named like a method', { a: entry([0], [0, 0], 'constructor') }, 0, /dtype "constructor"/],
    ['a shape of text', { a: entry(['1'], [0, 4]) }, 4, /dtype, shape and data_offsets/],
    ['three offsets', { a: entry([1], [0, 4, 8]) }, 4, /dtype, shape and data_offsets/],
    ['negative offsets', { a: entry([1], [-4, 0]) }, 0, /offsets \[-4, 0\]/],
    ['offsets in the wrong order', { a: entry([1], [4, 0]) }, 4, /offsets \[4, 0\]/],
    ['half a byte', { a: entry([1], [0.5, 4.5]) }, 5, /whole numbers/],
    [
      'an offset past 2^53',
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[9007199254740992,9007199254740996]}}',
      4,
      /whole numbers/,
    ],
    ['a negative dimension', { a: entry([-1], [0, 4]) }, 4, /dimension -1/],
    ['half a row', { a: entry([1.5], [0, 6]) }, 6, /dimension 1\.5/],
    ['an absurd dimension', { a: entry([2 ** 33, 0], [0, 0]) }, 0, /dimension 8589934592/],
    ['absurd dimensions', { a: entry([2 ** 30, 2 ** 30, 2 ** 30], [0, 4]) }, 4, /larger than any file/],
    ['nine dimensions', { a: entry(Array(9).fill(1), [0, 4]) }, 4, /9 dimensions/],
    ['too few bytes for the shape', { a: entry([2], [0, 4]) }, 4, /needs 8 bytes and has 4/],
    ['a sub-byte tensor that ends within a byte', { a: entry([3], [0, 2], 'F4') }, 2, /needs 1\.5 bytes/],
    ['an overlap', { a: entry([2], [0, 8]), b: entry([2], [4, 12]) }, 12, /inside the tensor before/],
    ['two tensors in one place', { a: entry([2], [0, 8]), b: entry([2], [0, 8]) }, 8, /inside the tensor before/],
    ['a hole', { a: entry([1], [0, 4]), b: entry([1], [8, 12]) }, 12, /belong to no tensor/],
    ['a hole at the start', { a: entry([1], [4, 8]) }, 8, /belong to no tensor/],
    ['bytes after the last tensor', { a: entry([1], [0, 4]) }, 9, /end at byte 4 of 9/],
    ['a tensor past the end', { a: entry([4], [0, 16]) }, 4, /ends at byte 16 of 4/],
    ['a name of nothing', { '': entry([0], [0, 0]) }, 0, /1 to 512/],
    ['a name with a NUL', { 'a\u0000': entry([0], [0, 0]) }, 0, /printable/],
    ['a name of 600 characters', { ['a'.repeat(600)]: entry([0], [0, 0]) }, 0, /1 to 512/],
  ]
  test.each(cases)('%s', (_, header, dataBytes, message) => {
    const file = rawFile(header, new Uint8Array(dataBytes))
    expect(() => read(file)).toThrow(HeaderError)
    expect(() => read(file)).toThrow(message)
  })

  test('bytes that are no UTF-8', () => {
    expect(() => parseHeader(Uint8Array.of(0x7b, 0xff, 0x7d), 'x', 11)).toThrow(/UTF-8/)
  })

  test.each([
    ['100 MB', 100_000_000n, 200_000_000],
    ['the largest number there is', 2n ** 64n - 1n, 200],
    ['one byte over the limit', BigInt(MAX_HEADER_BYTES) + 1n, 200_000_000],
    ['more than the file holds', 100n, 107],
    ['nothing', 0n, 8],
  ])('a claimed length of %s, before anything is read', (_, length, fileSize) => {
    expect(() => headerLength(lengthPrefix(length), fileSize)).toThrow(HeaderError)
  })

  test('a file too short for the length itself', () => {
    expect(() => headerLength(new Uint8Array(3), 3)).toThrow(HeaderError)
  })
})

describe('whatever the bytes are', () => {
  const onlyHeaderErrors = (run: () => void) => {
    try {
      run()
    } catch (error) {
      if (!(error instanceof HeaderError)) throw error
    }
  }

  test('raw bytes give tensors or a HeaderError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => onlyHeaderErrors(() => read(bytes))),
      { numRuns: 2_000 },
    )
  })

  test('any JSON gives tensors or a HeaderError', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(64), (json, dataBytes) =>
        onlyHeaderErrors(() => read(rawFile(json, new Uint8Array(dataBytes)))),
      ),
      { numRuns: 2_000 },
    )
  })

  test('entries that are nearly right give tensors inside the file or a HeaderError', () => {
    const number = fc.oneof(fc.nat(16), fc.integer(), fc.double(), fc.constantFrom(2 ** 32, 2 ** 53, -0, 1e308))
    const almost = fc.record(
      {
        dtype: fc.constantFrom('F32', 'BF16', 'F4', 'X', '__proto__'),
        shape: fc.array(number, { maxLength: 4 }),
        data_offsets: fc.array(number, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), almost, { maxKeys: 4 }), fc.nat(64), (header, dataBytes) =>
        onlyHeaderErrors(() => {
          const file = rawFile(header, new Uint8Array(dataBytes))
          for (const { start, end } of read(file)) expect(8 <= start && start <= end && end <= file.length).toBe(true)
        }),
      ),
      { numRuns: 2_000 },
    )
  })

  test('a million open brackets are refused, not a stack overflow', () => {
    expect(() => read(rawFile(`{"a":${'['.repeat(1_000_000)}`))).toThrow(HeaderError)
    expect(() => read(rawFile(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).toThrow(HeaderError)
  })
})
