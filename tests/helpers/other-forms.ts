import type { HubErrorCode } from '@/lib/hub/errors/hub-error'
import { makeRepo, SMALL_CONFIG, SMALL_TENSOR, smallRepo, smallTensors } from './repos'
import { safetensorsFile, zeros, type TensorToWrite } from './safetensors'

/** What a repo is instead of a checkpoint: the word for it, and what its message must say. */
interface OtherForm {
  readonly code: HubErrorCode
  readonly says: RegExp
  readonly files: Parameters<typeof makeRepo>[2]
}

const CARD = '---\nlicense: mit\nbase_model:\n- acme/plain-4\n---\n# A card\nbase_model: evil/other\n'
/** As `git clone` leaves a large file where git-LFS is missing. */
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 2200119864\n`
const MODULE = SMALL_TENSOR.replace(/\.weight$/, '')
const { [SMALL_TENSOR]: _, ...OTHERS } = smallTensors()

function packed(dtype: string, shape: readonly number[], bits: number): TensorToWrite {
  return { dtype, shape, bytes: new Uint8Array((shape.reduce((product, dim) => product * dim, 1) * bits) / 8) }
}

/** A checkpoint whose down projection is stored as these tensors instead, each by the end of its name. */
function stored(tensors: Readonly<Record<string, TensorToWrite>>): Uint8Array {
  return safetensorsFile({
    ...OTHERS,
    ...Object.fromEntries(Object.entries(tensors).map(([end, tensor]) => [`${MODULE}${end}`, tensor])),
  })
}

function quantised(
  says: RegExp,
  tensors: Readonly<Record<string, TensorToWrite>>,
  config: object = {},
  files: OtherForm['files'] = {},
): OtherForm {
  return {
    code: 'quantised',
    says,
    files: { 'config.json': { ...SMALL_CONFIG, ...config }, 'model.safetensors': stored(tensors), ...files },
  }
}

const gptq = {
  '.qweight': packed('I32', [1, 4], 32),
  '.qzeros': packed('I32', [1, 1], 32),
  '.scales': zeros('F16', [1, 4]),
  '.g_idx': packed('I32', [6], 32),
}
const int8 = packed('I8', [4, 6], 8)
const fp8 = packed('F8_E4M3', [4, 6], 8)
const half = packed('U8', [4, 3], 8)
const plainBeside = (name: string) => safetensorsFile({ ...smallTensors(), [name]: zeros('F32', [4]) })

/** One repo of each form, made by the format's own layout; their headers are all that is looked at. */
export const OTHER_FORMS: Readonly<Record<string, OtherForm>> = {
  'form/gptq': quantised(/GPTQ, 4 bit.*"model\.layers\.0\.mlp\.down_proj\.qweight" is stored as I32/, gptq, {
    quantization_config: { quant_method: 'gptq', bits: 4, group_size: 128 },
  }),
  'form/gptq-by-its-file': quantised(
    /GPTQ, 4 bit.*acme\/plain-4/,
    gptq,
    {},
    { 'quantize_config.json': { bits: 4, group_size: 128, desc_act: true }, 'README.md': CARD },
  ),
  'form/gptq-by-its-tensors': quantised(/GPTQ\)/, gptq),
  'form/gptq-in-an-own-file': {
    code: 'quantised',
    says: /GPTQ, 4 bit.*no model\.safetensors/,
    files: {
      'config.json': SMALL_CONFIG,
      'quantize_config.json': { bits: 4 },
      'gptq_model-4bit-128g.safetensors': stored(gptq),
    },
  },
  'form/awq': quantised(
    /AWQ, 4 bit/,
    { '.qweight': packed('I32', [6, 1], 32), '.qzeros': packed('I32', [1, 1], 32), '.scales': zeros('F16', [1, 4]) },
    { quantization_config: { quant_method: 'awq', bits: 4 } },
  ),
  'form/bnb-nf4': quantised(
    /bitsandbytes, 4 bit \(nf4\)/,
    {
      '.weight': packed('U8', [12, 1], 8),
      '.weight.absmax': packed('U8', [1], 8),
      '.weight.quant_state.bitsandbytes__nf4': packed('U8', [20], 8),
    },
    { quantization_config: { quant_method: 'bitsandbytes', load_in_4bit: true, bnb_4bit_quant_type: 'nf4' } },
  ),
  'form/bnb-int8': quantised(/bitsandbytes, int8/, { '.weight': int8, '.SCB': zeros('F32', [4]) }),
  'form/mlx': quantised(
    /MLX, 4 bit/,
    { '.weight': packed('U32', [4, 1], 32), '.scales': zeros('F16', [4, 1]), '.biases': zeros('F16', [4, 1]) },
    { quantization: { group_size: 64, bits: 4 }, quantization_config: { group_size: 64, bits: 4 } },
  ),
  'form/modelopt-nvfp4': quantised(
    /ModelOpt, NVFP4/,
    {
      '.weight': half,
      '.weight_scale': packed('F8_E4M3', [4, 1], 8),
      '.weight_scale_2': zeros('F32', []),
      '.input_scale': zeros('F32', []),
    },
    {},
    { 'hf_quant_config.json': { producer: { name: 'modelopt' }, quantization: { quant_algo: 'NVFP4' } } },
  ),
  'form/modelopt-fp8': quantised(
    /ModelOpt, FP8/,
    { '.weight': fp8, '.weight_scale': zeros('F32', []) },
    { quantization_config: { quant_method: 'modelopt', quant_algo: 'FP8' } },
  ),
  'form/compressed-tensors': quantised(
    /compressed-tensors, pack-quantized/,
    {
      '.weight_packed': packed('I32', [4, 1], 32),
      '.weight_scale': zeros('BF16', [4, 1]),
      '.weight_shape': packed('I64', [2], 64),
    },
    { quantization_config: { quant_method: 'compressed-tensors', format: 'pack-quantized' } },
  ),
  'form/compression-config': quantised(
    /compressed-tensors, float-quantized/,
    { '.weight': fp8, '.weight_scale': zeros('BF16', [4, 1]) },
    { compression_config: { format: 'float-quantized', quantization_status: 'frozen' } },
  ),
  'form/fp8-blocks': quantised(
    /FP8/,
    { '.weight': fp8, '.weight_scale_inv': zeros('F32', [1, 1]) },
    { quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] } },
  ),
  'form/mxfp4': quantised(
    /MXFP4/,
    { _blocks: packed('U8', [1, 4, 1, 16], 8), _scales: packed('U8', [1, 4, 1], 8) },
    { quantization_config: { quant_method: 'mxfp4' } },
  ),
  'form/torchao': quantised(
    /torchao/,
    { '.weight': int8 },
    { quantization_config: { quant_method: 'torchao', quant_type: { default: { _type: 'Int8WeightOnlyConfig' } } } },
  ),
  'form/hqq': quantised(/HQQ/, { '.W_q': half, '.scale': zeros('F16', [4, 1]), '.zero': zeros('F16', [4, 1]) }),
  'form/aqlm': quantised(/AQLM/, { '.codes': packed('I16', [4, 1, 1], 16), '.codebooks': zeros('F16', [1, 16, 1, 8]) }),
  'form/int8-of-nobody': quantised(/a method that its files do not name.*is stored as I8/, { '.weight': int8 }),
  'form/a-method-with-markup': quantised(
    /a method that it does not name/,
    { '.weight': int8 },
    { quantization_config: { quant_method: '<script>alert(1)</script>' } },
  ),
  'form/adapter': {
    code: 'adapter-only',
    says: /is an adapter.*acme\/plain-4/,
    files: {
      'adapter_config.json': { base_model_name_or_path: 'acme/plain-4', peft_type: 'LORA' },
      'adapter_model.safetensors': safetensorsFile({ 'base_model.model.x.lora_A.weight': zeros('F32', [2, 2]) }),
      'training_args.bin': 'pickle',
    },
  },
  'form/adapter-of-a-path': {
    code: 'adapter-only',
    says: /Give the model that it was trained on/,
    files: {
      'adapter_config.json': { base_model_name_or_path: '/home/somebody/model' },
      'adapter_model.bin': 'pickle',
    },
  },
  'form/gguf': {
    code: 'gguf-only',
    says: /only as GGUF \(model-Q4_K_M\.gguf\).*acme\/plain-4/,
    files: { 'model-Q4_K_M.gguf': 'GGUF', 'README.md': CARD },
  },
  'form/gguf-with-config': {
    code: 'gguf-only',
    says: /only as GGUF/,
    files: { 'config.json': SMALL_CONFIG, 'model.gguf': 'GGUF' },
  },
  'form/pickle': {
    code: 'pickle-only',
    says: /pickle files \(pytorch_model-00001-of-00002\.bin\)/,
    files: { 'config.json': SMALL_CONFIG, 'pytorch_model-00001-of-00002.bin': 'x', 'training_args.bin': 'x' },
  },
  'form/pointers': {
    code: 'lfs-pointers',
    says: /model\.safetensors of .* is a git-LFS pointer.*git lfs pull/,
    files: { 'config.json': SMALL_CONFIG, 'model.safetensors': POINTER },
  },
  'form/pointers-in-shards': {
    code: 'lfs-pointers',
    says: /a\.safetensors of .* is a git-LFS pointer/,
    files: {
      'config.json': SMALL_CONFIG,
      'a.safetensors': POINTER,
      'model.safetensors.index.json': { weight_map: { [SMALL_TENSOR]: 'a.safetensors' } },
    },
  },
  'form/diffusers': {
    code: 'other-format',
    says: /pipeline of diffusers/,
    files: { 'model_index.json': {}, 'unet.txt': '' },
  },
  'form/onnx': { code: 'other-format', says: /ONNX/, files: { 'config.json': SMALL_CONFIG, 'model.onnx': 'x' } },
  'form/consolidated': {
    code: 'other-format',
    says: /consolidated\.safetensors/,
    files: { 'params.json': {}, 'consolidated.safetensors': safetensorsFile(smallTensors()) },
  },
  'form/variant': {
    code: 'other-format',
    says: /model\.fp16\.safetensors/,
    files: { 'config.json': SMALL_CONFIG, 'model.fp16.safetensors': safetensorsFile(smallTensors()) },
  },
  'form/text-alone': {
    code: 'no-weights',
    says: /neither model\.safetensors nor/,
    files: { 'config.json': SMALL_CONFIG, 'README.md': 'soon' },
  },
  'form/pre-quant-scale': {
    code: 'unapplied-tensors',
    says: /stores "model\.layers\.0\.mlp\.down_proj\._pre_quant_scale", a scale/,
    files: smallRepo({ 'model.safetensors': plainBeside(`${MODULE}._pre_quant_scale`) }),
  },
  'form/scale-beside': {
    code: 'unapplied-tensors',
    says: /down_proj\.weight_scale", a scale/,
    files: smallRepo({ 'model.safetensors': plainBeside(`${MODULE}.weight_scale`) }),
  },
  'form/input-scale': {
    code: 'unapplied-tensors',
    says: /input_scale", a scale/,
    files: smallRepo({ 'model.safetensors': plainBeside(`${MODULE}.input_scale`) }),
  },
  'form/smooth-scale': {
    code: 'unapplied-tensors',
    says: /smooth_scale", a scale/,
    files: smallRepo({ 'model.safetensors': plainBeside(`${MODULE}.smooth_scale`) }),
  },
  'form/lora-inside': {
    code: 'unapplied-tensors',
    says: /lora_A\.weight", part of an adapter/,
    files: smallRepo({ 'model.safetensors': plainBeside(`${MODULE}.lora_A.weight`) }),
  },
  'form/weight-norm': {
    code: 'unapplied-tensors',
    says: /weight_g", one half/,
    files: smallRepo({ 'model.safetensors': plainBeside(`${MODULE}.weight_g`) }),
  },
}

/** Repos that look like one of the above and are plain checkpoints. */
export const PLAIN_FORMS: Readonly<Record<string, Parameters<typeof makeRepo>[2]>> = {
  'plain/stale-gptq': smallRepo({
    'config.json': { ...SMALL_CONFIG, quantization_config: { quant_method: 'gptq', bits: 4 } },
    'quantize_config.json': { bits: 4 },
  }),
  'plain/stale-modelopt': smallRepo({
    'config.json': { ...SMALL_CONFIG, quantization_config: { quant_algo: 'FP8' }, compression_config: {} },
    'hf_quant_config.json': {},
  }),
  'plain/sentence-transformers': smallRepo({ 'modules.json': [], 'config_sentence_transformers.json': {} }),
  'plain/many-formats': smallRepo({
    'model.gguf': 'GGUF',
    'pytorch_model.bin': 'x',
    'model.onnx': 'x',
    'tf_model.h5': 'x',
  }),
  'plain/old-buffers': smallRepo({
    'model.safetensors': safetensorsFile({
      ...smallTensors(),
      'model.layers.0.self_attn.rotary_emb.inv_freq': zeros('F32', [2]),
      'model.layers.0.attn.bias': packed('U8', [1, 1, 8, 8], 8),
      'model.position_ids': packed('I64', [1, 8], 64),
    }),
  }),
  'plain/tiny': smallRepo(),
}

/** Writes all of both under `root`, for a hub server over it or to be opened as folders. */
export function makeForms(root: string): void {
  for (const [repo, { files }] of Object.entries(OTHER_FORMS)) makeRepo(root, repo, files)
  for (const [repo, files] of Object.entries(PLAIN_FORMS)) makeRepo(root, repo, files)
}
