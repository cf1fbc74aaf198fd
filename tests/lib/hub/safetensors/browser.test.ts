import vm from 'node:vm'
import { browserBundle } from '@/tests/helpers/browser-bundle'

test('a browser reads headers and values: nothing of Node is needed', async () => {
  const script = await browserBundle('safetensors', 'lib/hub/safetensors', 'lib/numbers')
  // Of everything that is not the language itself, a page has these; it has no Buffer, process or require.
  const page = vm.createContext({ TextDecoder, TextEncoder, URL })
  const run = (code: string): unknown => vm.runInContext(code, page)
  run(script)
  run(`
    const text = '{"a.weight":{"dtype":"BF16","shape":[2,2],"data_offsets":[0,8]}}'
    const file = new Uint8Array(8 + text.length + 8)
    file[0] = text.length
    new TextEncoder().encodeInto(text, file.subarray(8))
    file.set([0x0b, 0x40], file.length - 2)
    const tensor = safetensors.parseHeader(file.slice(8, 8 + safetensors.headerLength(file.slice(0, 8), file.length)), 'x', file.length)[0]
    const reader = { read: async (at, from, to) => file.slice(at.start + from, at.start + to) }
    const told = safetensors.readValue(reader, tensor, 1, 1)
  `)
  expect(await run('told.then(JSON.stringify)')).toBe('{"bits":"400b","value":2.171875,"dtype":"BF16"}')
  expect(
    run('safetensors.parseIndex(new TextEncoder().encode(\'{"weight_map":{"a":"x.safetensors"}}\'), "o/r").get("a")'),
  ).toBe('x.safetensors')
})

test('what needs Node is found out', async () => {
  await expect(browserBundle('disk', 'lib/disk')).rejects.toThrow(/node:/)
})
