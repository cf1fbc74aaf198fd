import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { safetensorsFile, type TensorToWrite, zeros } from './safetensors'

/** A folder that is gone after the suite. */
export interface TemporaryFolder {
  readonly path: string
  remove(): void
}

export function temporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights hub '))
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Writes a repo's files under `root/owner/name/`; objects become JSON. */
export function makeRepo(
  root: string,
  repo: string,
  files: Readonly<Record<string, string | Uint8Array | object>>,
): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, repo, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(
      file,
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    )
  }
}

/** The config of a llama too small to be good at anything. */
export const SMALL_CONFIG = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  hidden_size: 4,
  intermediate_size: 6,
  num_hidden_layers: 1,
  num_attention_heads: 1,
  num_key_value_heads: 1,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  vocab_size: 8,
  max_position_embeddings: 64,
  tie_word_embeddings: false,
  hidden_act: 'silu',
  torch_dtype: 'float32',
}

/** The name of the one weight people would claim in a small repo. */
export const SMALL_TENSOR = 'model.layers.0.mlp.down_proj.weight'

/** The smallest whole set of llama tensors for SMALL_CONFIG, all zero. */
export function smallTensors(): Record<string, TensorToWrite> {
  const square = () => zeros('F32', [4, 4])
  const layer = 'model.layers.0'
  return {
    'model.embed_tokens.weight': zeros('F32', [8, 4]),
    [`${layer}.self_attn.q_proj.weight`]: square(),
    [`${layer}.self_attn.k_proj.weight`]: square(),
    [`${layer}.self_attn.v_proj.weight`]: square(),
    [`${layer}.self_attn.o_proj.weight`]: square(),
    [`${layer}.mlp.gate_proj.weight`]: zeros('F32', [6, 4]),
    [`${layer}.mlp.up_proj.weight`]: zeros('F32', [6, 4]),
    [SMALL_TENSOR]: zeros('F32', [4, 6]),
    [`${layer}.input_layernorm.weight`]: zeros('F32', [4]),
    [`${layer}.post_attention_layernorm.weight`]: zeros('F32', [4]),
    'model.norm.weight': zeros('F32', [4]),
    'lm_head.weight': zeros('F32', [8, 4]),
  }
}

/** The files of a small repo that is right in every way; `changed` replaces or adds some. */
export function smallRepo(
  changed: Readonly<Record<string, string | Uint8Array | object>> = {},
): Record<string, string | Uint8Array | object> {
  return { 'config.json': SMALL_CONFIG, 'model.safetensors': safetensorsFile(smallTensors()), ...changed }
}
