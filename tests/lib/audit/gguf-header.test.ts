import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openGguf } from '@/lib/audit/gguf-file'
import { readGgufHeader } from '@/lib/audit/gguf-header'
import { HubError } from '@/lib/hub/errors/hub-error'
import type { RepoFiles } from '@/lib/hub/files/repo-files'
import { FIXTURE_HUB } from '../../helpers/golden'

const FILE = 'wide-single-Q4_0.gguf'
const good = new Uint8Array(readFileSync(path.join(FIXTURE_HUB, 'demo', 'wide-single-gguf', FILE)))

/** A repo of one file. */
function repoOf(bytes: Uint8Array): RepoFiles {
  return {
    repo: 'acme/model-GGUF',
    commit: 'a'.repeat(40),
    gated: false,
    files: new Map([[FILE, { size: bytes.length }]]),
    readFile: () => Promise.reject(new Error('A whole file was asked for.')),
    readRange: async (_, from, to) => bytes.slice(from, to),
  }
}

const WANTED = {
  tensor: 'model.layers.1.mlp.down_proj.weight',
  row: 23,
  col: 195,
  layer: 1,
  expert: null,
  axes: 'out-in',
} as const

test('tensors have their type, shape and first byte', async () => {
  const { tensors, metadata } = await readGgufHeader(repoOf(good), FILE)
  expect(metadata['general.architecture']).toBe('llama')
  expect(tensors.get('blk.1.ffn_down.weight')).toMatchObject({ type: 2 })
})

test.each([
  ['another magic number', () => good.map((byte, i) => (i === 0 ? 0 : byte))],
  ['nothing', () => new Uint8Array()],
  ['a header that ends early', () => good.slice(0, 200)],
  ['more tensors than bytes', () => withBytes(8, [255, 255, 255, 255, 255, 255, 255, 127])],
  ['more metadata than bytes', () => withBytes(16, [255, 255, 255, 255, 255, 255, 255, 127])],
])('%s is a malformed file', async (_, bytes) => {
  const error = await readGgufHeader(repoOf(bytes()), FILE).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(HubError)
  expect(error).toMatchObject({ code: 'bad-header', message: expect.stringContaining(FILE) })
})

test('a tensor beyond the end of its file is refused, whatever its header says', async () => {
  const whole = await (await openGguf(repoOf(good), FILE)).read(WANTED)
  expect(whole.values[whole.index]).toBe(2.171875)
  const cut = await openGguf(repoOf(good.slice(0, 40_000)), FILE)
  await expect(cut.read(WANTED)).rejects.toThrow(/of a file of 40000 bytes/)
})

function withBytes(at: number, bytes: readonly number[]): Uint8Array {
  const changed = good.slice()
  changed.set(bytes, at)
  return changed
}
