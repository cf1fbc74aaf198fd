import { unknownArchitecture } from '@/lib/families/nearest'
import { bloom } from './bloom'
import { cohere } from './cohere'
import { deepseekV2, deepseekV3 } from './deepseek'
import { falcon } from './falcon'
import type { Config, Family } from './family'
import { gemma } from './gemma'
import { gemma2 } from './gemma2'
import { gemma3 } from './gemma3'
import { gpt2 } from './gpt2'
import { gptNeox } from './gpt-neox'
import { granite } from './granite'
import { llama } from './llama'
import { mistral } from './mistral'
import { mixtral } from './mixtral'
import { olmo } from './olmo'
import { olmo2 } from './olmo2'
import { olmo3 } from './olmo3'
import { olmoe } from './olmoe'
import { opt } from './opt'
import { phi } from './phi'
import { phi3 } from './phi3'
import { qwen2 } from './qwen2'
import { qwen2Moe } from './qwen2-moe'
import { qwen3 } from './qwen3'
import { qwen3Moe } from './qwen3-moe'
import { smollm3 } from './smollm3'
import { stablelm } from './stablelm'
import { starcoder2 } from './starcoder2'

export { InvalidCheckpoint, UnsupportedArchitecture } from './errors'
export type { Config, Family } from './family'
export type { LayerRecipe, Recipe, WeightSlot } from './recipe'

const FAMILIES: readonly Family[] = [
  llama,
  mistral,
  olmo,
  olmo2,
  olmo3,
  phi3,
  qwen2,
  qwen3,
  gemma,
  gemma2,
  gemma3,
  smollm3,
  granite,
  gpt2,
  gptNeox,
  opt,
  phi,
  falcon,
  bloom,
  starcoder2,
  stablelm,
  cohere,
  mixtral,
  qwen2Moe,
  qwen3Moe,
  olmoe,
  deepseekV2,
  deepseekV3,
]

/**
 * The family of a checkpoint.
 * @param tensors of the checkpoint, by which the nearest family is named where this one has no recipe
 * @throws UnsupportedArchitecture naming its model_type, the supported ones and the nearest of them.
 */
export function familyOf(config: Config, tensors: { keys(): Iterable<string> } | null = null): Family {
  const type = config['model_type']
  const family = FAMILIES.find((f) => typeof type === 'string' && f.names.modelTypes.includes(type))
  if (family) return family
  throw unknownArchitecture(config, tensors)
}
