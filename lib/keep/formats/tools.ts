import type { Tool } from './tool'
import { AUTOROUND } from './tools/autoround'
import { AWQ } from './tools/awq'
import { BITSANDBYTES } from './tools/bitsandbytes'
import { GPTQ } from './tools/gptq'
import { JSON_LIST } from './tools/json'
import { LLAMA_CPP } from './tools/llama-cpp'
import { LLM_COMPRESSOR } from './tools/llm-compressor'
import { MLX } from './tools/mlx'
import { MODELOPT } from './tools/modelopt'
import { TORCHAO } from './tools/torchao'

/** Every tool, in the order of `TOOL_IDS`. */
export const TOOLS: readonly Tool[] = [
  LLAMA_CPP,
  GPTQ,
  AWQ,
  AUTOROUND,
  LLM_COMPRESSOR,
  TORCHAO,
  BITSANDBYTES,
  MODELOPT,
  MLX,
  JSON_LIST,
]
