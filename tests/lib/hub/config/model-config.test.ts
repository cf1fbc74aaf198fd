import fc from 'fast-check'
import { parseConfig } from '@/lib/hub/config/model-config'
import { HubError } from '@/lib/hub/errors/hub-error'
import { INDEX_FILE, parseIndex } from '@/lib/hub/safetensors/index-file'
import { SMALL_CONFIG } from '@/tests/helpers/repos'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('config.json', () => {
  test.each([
    ['no object', '[1]', /expected object/i],
    ['no JSON', '{"model_type": "llama",}', /not JSON/],
    ['NaN where a number is needed', '{"model_type": "llama", "rope_theta": NaN}', /rope_theta/],
    ['an infinite width', '{"model_type": "llama", "hidden_size": Infinity}', /hidden_size/],
    [
      'more levels than any value has',
      `{"model_type": "llama", "x": ${'['.repeat(200)}${']'.repeat(200)}}`,
      /nested more than 100 deep/,
    ],
    ['no model_type', '{"hidden_size": 4}', /model_type/],
    ['a negative width', '{"model_type": "llama", "hidden_size": -4}', /hidden_size/],
    ['half a layer', '{"model_type": "llama", "num_hidden_layers": 1.5}', /num_hidden_layers/],
    ['a billion layers', '{"model_type": "llama", "num_hidden_layers": 1000000000}', /num_hidden_layers/],
    ['a number as text', '{"model_type": "llama", "vocab_size": "32000"}', /vocab_size/],
    ['a rope_theta of nothing', '{"model_type": "llama", "rope_theta": 0}', /rope_theta/],
  ])('with %s is refused and the message says where', (_, text, message) => {
    expect(() => parseConfig(bytes(text), 'org/name')).toThrow(HubError)
    expect(() => parseConfig(bytes(text), 'org/name')).toThrow(message)
  })

  test('is kept as it is, both places of the rotary settings included', () => {
    const config = {
      ...SMALL_CONFIG,
      rope_parameters: { rope_type: 'default', rope_theta: 5e5 },
      rope_scaling: null,
      sliding_window: null,
    }
    expect(parseConfig(bytes(JSON.stringify(config)), 'org/name')).toEqual(config)
  })
})

test('config.json is read as transformers writes it, with infinite numbers and NaN', () => {
  const text = '{"model_type": "llama", "x": Infinity, "y": [0.0, -Infinity, NaN], "NaN": "Infinity, \\" NaN", "z": -1}'
  expect(parseConfig(bytes(text), 'org/name')).toEqual({
    model_type: 'llama',
    x: Infinity,
    y: [0, -Infinity, NaN],
    NaN: 'Infinity, " NaN',
    z: -1,
  })
})

describe('the index of shards', () => {
  test.each([
    ['no map', '{}', /weight_map/],
    ['a list', '{"weight_map": []}', /weight_map/],
    ['nothing', '{"weight_map": {}}', /names 0 tensors/],
    ['a path up', '{"weight_map": {"a": "../x.safetensors"}}', /plain \.safetensors file name/],
    ['a folder', '{"weight_map": {"a": "x/y.safetensors"}}', /plain \.safetensors file name/],
    ['an address', '{"weight_map": {"a": "https://evil.example/x.safetensors"}}', /plain \.safetensors file name/],
    ['a backslash', '{"weight_map": {"a": "..\\\\x.safetensors"}}', /plain \.safetensors file name/],
    ['a pickle', '{"weight_map": {"a": "pytorch_model.bin"}}', /plain \.safetensors file name/],
    ['a number', '{"weight_map": {"a": 1}}', /plain \.safetensors file name/],
    [
      'a thousand and one files',
      JSON.stringify({
        weight_map: Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`t${i}`, `m${i}.safetensors`])),
      }),
      /1001 files/,
    ],
  ])('with %s is refused', (_, text, message) => {
    expect(() => parseIndex(bytes(text), 'org/name')).toThrow(message)
  })

  test('may name a tensor like a part of the language', () => {
    expect([...parseIndex(bytes('{"weight_map": {"__proto__": "m.safetensors"}}'), 'org/name')]).toEqual([
      ['__proto__', 'm.safetensors'],
    ])
  })
})

test.each([
  ['config.json', (input: Uint8Array) => parseConfig(input, 'org/name'), 'bad-config'],
  [INDEX_FILE, (input: Uint8Array) => parseIndex(input, 'org/name'), 'bad-index'],
])('any bytes as %s give a value or its HubError', (_, parse, code) => {
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc.json().map(bytes),
    fc.object().map((value) => bytes(JSON.stringify({ model_type: 'x', weight_map: value, ...value }))),
  )
  fc.assert(
    fc.property(anyBytes, (input) => {
      try {
        parse(input)
      } catch (error) {
        expect(error).toMatchObject({ code, permanent: true })
      }
    }),
    { numRuns: 1_000 },
  )
})
