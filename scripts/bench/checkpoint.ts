import { copyFile, open, mkdir, writeFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { keyValueWidth, type Shape } from './shape'

/** Scalars that are random; the tensors repeat them. Generating gigabytes would take minutes. A prime, so that no two rows of a matrix are equal. */
const RANDOM_SCALARS = 1_000_003
/** About the size of a trained model's weights, so that activations stay in the usual range. */
const DEVIATION = 0.02
/** 1 as bfloat16. */
const ONE = 0x3f80

interface TensorPlan {
  readonly name: string
  readonly shape: readonly number[]
  readonly fill: 'random' | 'ones'
}

/** One planted weight. */
export interface Planted {
  readonly tensor: string
  readonly row: number
  readonly col: number
  /** A float32 whose lower half is zero. */
  readonly value: number
}

/**
 * Writes a random bfloat16 llama checkpoint into the new `folder`: config.json and one model.safetensors. No tokenizer; feed
 * token ids. Always the same numbers.
 */
export async function writeCheckpoint(
  folder: string,
  shape: Shape,
  layers: number,
  planted: readonly Planted[] = [],
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'config.json'), JSON.stringify(configOf(shape, layers)))
  const tensors = tensorsOf(shape, layers)
  const file = await open(path.join(folder, 'model.safetensors'), 'wx')
  try {
    const header = headerOf(tensors)
    await file.write(header)
    const fills = { random: randomBlock(), ones: new Uint16Array(shape.hidden).fill(ONE) }
    let start = 0
    for (const tensor of tensors) {
      await repeat(file, fills[tensor.fill], start, sizeOf(tensor))
      start += sizeOf(tensor)
    }
    for (const weight of planted) await plant(file, header.length, tensors, weight)
  } finally {
    await file.close()
  }
}

/** From a demo model: its vocabulary is small, so that its ids are valid in any other. */
const TOKENIZER = path.join('tests', 'fixtures', 'hub', 'demo', 'tiny-single')

/** Adds a tokenizer to a checkpoint's folder. */
export async function copyTokenizer(folder: string): Promise<void> {
  for (const file of ['tokenizer.json', 'tokenizer_config.json'])
    await copyFile(path.join(TOKENIZER, file), path.join(folder, file))
}

function configOf({ hidden, intermediate, heads, keyValueHeads, vocabulary }: Shape, layers: number): object {
  return {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    torch_dtype: 'bfloat16',
    hidden_size: hidden,
    intermediate_size: intermediate,
    num_hidden_layers: layers,
    vocab_size: vocabulary,
    num_attention_heads: heads,
    num_key_value_heads: keyValueHeads,
    hidden_act: 'silu',
    rms_norm_eps: 1e-6,
    rope_theta: 10_000,
    max_position_embeddings: 2048,
    tie_word_embeddings: false,
  }
}

function tensorsOf(sizes: Shape, layers: number): TensorPlan[] {
  const { hidden, intermediate, vocabulary } = sizes
  const matrix = (name: string, rows: number, columns: number): TensorPlan => ({
    name: `${name}.weight`,
    shape: [rows, columns],
    fill: 'random',
  })
  const scales = (name: string): TensorPlan => ({ name: `${name}.weight`, shape: [hidden], fill: 'ones' })
  const layer = (at: string): TensorPlan[] => [
    scales(`${at}.input_layernorm`),
    ...['q', 'k', 'v', 'o'].map((part) =>
      matrix(`${at}.self_attn.${part}_proj`, part === 'k' || part === 'v' ? keyValueWidth(sizes) : hidden, hidden),
    ),
    scales(`${at}.post_attention_layernorm`),
    ...['gate', 'up'].map((part) => matrix(`${at}.mlp.${part}_proj`, intermediate, hidden)),
    matrix(`${at}.mlp.down_proj`, hidden, intermediate),
  ]
  const all = Array.from({ length: layers }, (_, i) => layer(`model.layers.${i}`)).flat()
  return [
    matrix('model.embed_tokens', vocabulary, hidden),
    ...all,
    scales('model.norm'),
    matrix('lm_head', vocabulary, hidden),
  ]
}

const sizeOf = ({ shape }: TensorPlan) => shape.reduce((a, b) => a * b, 1)

/** The safetensors header: 8 bytes of length, little-endian, then JSON padded with spaces to a multiple of 8. */
function headerOf(tensors: readonly TensorPlan[]): Buffer {
  let at = 0
  const entries = tensors.map((tensor) => [
    tensor.name,
    { dtype: 'BF16', shape: tensor.shape, data_offsets: [at, (at += 2 * sizeOf(tensor))] },
  ])
  const json = JSON.stringify(Object.fromEntries(entries))
  const padded = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  return Buffer.concat([length, padded])
}

/** Writes one weight over the random one. */
async function plant(
  file: FileHandle,
  header: number,
  tensors: readonly TensorPlan[],
  { tensor, row, col, value }: Planted,
): Promise<void> {
  const index = tensors.findIndex(({ name }) => name === tensor)
  const before = tensors.slice(0, index).reduce((sum, plan) => sum + sizeOf(plan), 0)
  const at = before + row * (tensors[index]?.shape[1] ?? NaN) + col
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  await file.write(bytes, 2, 2, header + 2 * at)
}

/** Appends `count` scalars of the block, from `start` on and around. */
async function repeat(file: FileHandle, block: Uint16Array, start: number, count: number): Promise<void> {
  for (let done = 0; done < count;) {
    const from = (start + done) % block.length
    const part = block.subarray(from, from + Math.min(count - done, block.length - from))
    await writeAll(file, new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
    done += part.length
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done)).bytesWritten
}

/** Normally distributed bfloat16 (Box and Muller, 1958), seeded. The low half of a float32 is cut off. */
function randomBlock(): Uint16Array {
  const floats = new Float32Array(RANDOM_SCALARS)
  const random = xorshift(0x9e3779b9)
  for (let i = 0; i < floats.length; i += 2) {
    const radius = DEVIATION * Math.sqrt(-2 * Math.log(random()))
    const angle = 2 * Math.PI * random()
    floats[i] = radius * Math.cos(angle)
    floats[i + 1] = radius * Math.sin(angle)
  }
  const bits = new Uint32Array(floats.buffer)
  const block = new Uint16Array(bits.length)
  for (let i = 0; i < block.length; i++) block[i] = (bits[i] ?? 0) >>> 16
  return block
}

/** Numbers in (0, 1] (Marsaglia, "Xorshift RNGs", 2003: the 13, 17, 5 generator). */
function xorshift(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return ((state >>> 0) + 1) / 2 ** 32
  }
}
