import { truncateSync } from 'node:fs'
import path from 'node:path'
import type { HubErrorCode } from '@/lib/hub/errors/hub-error'
import { makeRepo, SMALL_CONFIG, SMALL_TENSOR, smallRepo, smallTensors } from './repos'
import { lengthPrefix, rawFile, safetensorsFile, zeros } from './safetensors'

/** Repos that cannot be verified, and the word for why; null: it opens, but no family knows it. */
export const BROKEN_REPOS = {
  'broken/gated': 'not-public',
  'broken/private': 'missing-repo',
  'broken/pickle-only': 'pickle-only',
  'broken/no-weights': 'no-weights',
  'broken/unknown-architecture': null,
  'broken/no-config': 'bad-config',
  'broken/config-no-json': 'bad-config',
  'broken/config-absurd': 'bad-config',
  'broken/config-huge': 'too-large',
  'broken/header-100mb': 'bad-header',
  'broken/header-lies': 'bad-header',
  'broken/negative-offsets': 'bad-header',
  'broken/overlapping-tensors': 'bad-header',
  'broken/absurd-dims': 'bad-header',
  'broken/empty-file': 'bad-header',
  'broken/missing-shard': 'bad-index',
  'broken/climbing-shard': 'bad-index',
  'broken/nul-architecture': null,
  'broken/surrogate-architecture': null,
  'broken/nul-file': 'pickle-only',
  'broken/nul-tensor': 'bad-header',
  'broken/surrogate-tensor': 'bad-header',
  'broken/surrogate-index': 'bad-index',
  'broken/surrogate-config': 'bad-config',
  'broken/dims-beyond-integers': 'bad-header',
} as const satisfies Record<string, HubErrorCode | null>

/** Faults that a folder on a disk cannot have: who may see it, and names that no disk holds. */
export const ON_THE_HUB_ONLY: readonly string[] = ['broken/gated', 'broken/private', 'broken/nul-file']

export type BrokenRepo = keyof typeof BROKEN_REPOS

/** Writes all of them under `root`, for a hub server over it. The token `hf_granted` opens the gated and the private one. */
export function makeBrokenRepos(root: string): void {
  const make = (repo: BrokenRepo, files: Parameters<typeof makeRepo>[2]) => makeRepo(root, repo, files)
  make('broken/gated', smallRepo({ '.hub.json': { gated: true, token: 'hf_granted' } }))
  make('broken/private', smallRepo({ '.hub.json': { private: true, token: 'hf_granted' } }))
  make('broken/pickle-only', { 'config.json': SMALL_CONFIG, 'pytorch_model.bin': 'not opened' })
  make('broken/no-weights', { 'config.json': SMALL_CONFIG, 'README.md': 'Weights follow.' })
  make(
    'broken/unknown-architecture',
    smallRepo({ 'config.json': { ...SMALL_CONFIG, model_type: 'perceptron-9000', architectures: ['Perceptron9000'] } }),
  )
  make('broken/no-config', { 'model.safetensors': safetensorsFile(smallTensors()) })
  make('broken/config-no-json', smallRepo({ 'config.json': '<html>Sign in</html>' }))
  make('broken/config-absurd', smallRepo({ 'config.json': { ...SMALL_CONFIG, num_hidden_layers: 1e9 } }))
  make('broken/config-huge', smallRepo({ 'config.json': `{"model_type": "llama", "x": "${'x'.repeat(1_100_000)}"}` }))
  makeBrokenHeaders(root, make)
  makeBrokenTexts(make)
  make('broken/missing-shard', {
    'config.json': SMALL_CONFIG,
    'model.safetensors.index.json': { weight_map: { [SMALL_TENSOR]: 'model-00001-of-00001.safetensors' } },
  })
  make('broken/climbing-shard', {
    'config.json': SMALL_CONFIG,
    'model.safetensors.index.json': { weight_map: { [SMALL_TENSOR]: '../../gated/model.safetensors' } },
  })
}

function makeBrokenHeaders(
  root: string,
  make: (repo: BrokenRepo, files: Parameters<typeof makeRepo>[2]) => void,
): void {
  const headered = (header: object, dataBytes: number) =>
    smallRepo({ 'model.safetensors': rawFile({ ...header }, new Uint8Array(dataBytes)) })
  const tensor = (shape: number[], offsets: number[]) => ({ dtype: 'F32', shape, data_offsets: offsets })
  // A real file of that size, but with holes: it uses no disk space.
  make('broken/header-100mb', smallRepo({ 'model.safetensors': lengthPrefix(100_000_000) }))
  truncateSync(path.join(root, 'broken/header-100mb/model.safetensors'), 100_000_008)
  make('broken/header-lies', smallRepo({ 'model.safetensors': lengthPrefix(20_000_000) }))
  make('broken/negative-offsets', headered({ [SMALL_TENSOR]: tensor([4, 6], [-96, 0]) }, 0))
  make(
    'broken/overlapping-tensors',
    headered({ [SMALL_TENSOR]: tensor([4, 6], [0, 96]), 'lm_head.weight': tensor([4, 6], [48, 144]) }, 144),
  )
  make('broken/absurd-dims', headered({ [SMALL_TENSOR]: tensor([2 ** 40, 2 ** 40], [0, 96]) }, 96))
  make('broken/empty-file', smallRepo({ 'model.safetensors': new Uint8Array(0) }))
}

/** What no text column of PostgreSQL holds, and marks that turn a line around. */
export const NO_TEXT = 'a\0b\ud800c\u202ed'

/** JSON can spell all of it. */
function makeBrokenTexts(make: (repo: BrokenRepo, files: Parameters<typeof makeRepo>[2]) => void): void {
  make(
    'broken/nul-architecture',
    smallRepo({ 'config.json': { ...SMALL_CONFIG, model_type: NO_TEXT, architectures: [NO_TEXT] } }),
  )
  make('broken/surrogate-architecture', smallRepo({ 'config.json': { ...SMALL_CONFIG, model_type: `llama\udc00` } }))
  make('broken/nul-file', { 'config.json': SMALL_CONFIG, '.hub.json': { alsoListed: [`${NO_TEXT}.bin`] } })
  make(
    'broken/nul-tensor',
    smallRepo({ 'model.safetensors': safetensorsFile({ ...smallTensors(), [NO_TEXT]: zeros('F32', [4]) }) }),
  )
  make(
    'broken/surrogate-tensor',
    smallRepo({
      'model.safetensors': rawFile(
        '{"model.\\ud800.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        new Uint8Array(4),
      ),
    }),
  )
  make('broken/surrogate-index', {
    'config.json': SMALL_CONFIG,
    'model.safetensors.index.json': '{"weight_map": {"model.\\ud800.weight": "model-00001-of-00001.safetensors"}}',
  })
  make(
    'broken/surrogate-config',
    smallRepo({ 'config.json': { ...SMALL_CONFIG, rope_scaling: { [NO_TEXT]: NO_TEXT }, hidden_size: NO_TEXT } }),
  )
  make(
    'broken/dims-beyond-integers',
    smallRepo({
      'model.safetensors': rawFile({ [SMALL_TENSOR]: { dtype: 'F32', shape: [2 ** 31, 0], data_offsets: [0, 0] } }),
    }),
  )
}
