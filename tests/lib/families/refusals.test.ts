import { UnsupportedArchitecture } from '@/lib/families/errors'
import { FAMILIES } from '@/lib/coordinates'
import { checkConfig } from '@/lib/families/refusals'
import { settingsOf } from '@/lib/families/settings'

describe('what a config.json asks for and no recipe computes is refused by name', () => {
  it.each([
    [
      'bidirectional attention',
      'qwen2',
      { is_causal: false },
      'config.json sets is_causal to false; this registry supports only true.',
    ],
    [
      'layers of different sizes',
      'llama',
      { per_layer_config: { 1: { num_attention_heads: 2 } } },
      'config.json sets per_layer_config to {"1":{"num_attention_heads":2}}; this registry supports only null.',
    ],
    [
      'another file of weights',
      'llama',
      { transformers_weights: 'other.safetensors' },
      'sets transformers_weights to "other.safetensors"',
    ],
    [
      "Gemma's switch for encoders",
      'gemma3_text',
      { use_bidirectional_attention: true },
      'use_bidirectional_attention to true; this registry supports only null or false.',
    ],
    [
      'a model of the repo',
      'llama',
      { auto_map: { AutoModelForCausalLM: 'modeling_mine.MyModel' } },
      'auto_map loads AutoModelForCausalLM from "modeling_mine.MyModel"',
    ],
    [
      'a configuration of the repo',
      'phi3',
      { auto_map: { AutoConfig: 'configuration_phi3.Phi3Config' } },
      'AutoConfig from "configuration_phi3.Phi3Config", Python files of the repo',
    ],
    [
      'a head of classes',
      'llama',
      { architectures: ['LlamaForSequenceClassification'], tie_word_embeddings: true },
      '"LlamaForSequenceClassification"], a network without a language-model head',
    ],
    ['a head of tags', 'qwen2', { architectures: ['Qwen2ForTokenClassification'] }, 'without a language-model head'],
    ['an encoder and decoder', 'mistral', { is_encoder_decoder: true }, 'sets is_encoder_decoder to true'],
  ])('%s', (_, family, config, message) => {
    expect(() => checkConfig(family, config)).toThrow(UnsupportedArchitecture)
    expect(() => checkConfig(family, config)).toThrow(message)
  })
})

describe('what changes no number passes', () => {
  it.each([
    ['the head of next tokens', { architectures: ['LlamaForCausalLM'] }],
    ['old ways to write it', { architectures: ['LLaMAForCausalLM'] }],
    ["GPT-2's word for it", { architectures: ['GPT2LMHeadModel'] }],
    ['a base model', { architectures: ['LlamaModel'] }],
    [
      'several heads, one of them that of next tokens',
      { architectures: ['LlamaForSequenceClassification', 'LlamaForCausalLM'] },
    ],
    ['no word of heads', { architectures: null }],
    ["a tokenizer's code", { auto_map: { AutoTokenizer: ['tokenization_mine.MyTokenizer', null] } }],
    ['an empty map', { auto_map: {} }],
    ['values a fixed key may have', { is_causal: true, is_encoder_decoder: false, per_layer_config: null }],
    ['a key nobody knows', { brand_new_switch: 3 }],
  ])('%s', (_, config) => {
    for (const { family } of FAMILIES) expect(() => checkConfig(family, config)).not.toThrow()
  })
})

describe('the keys a family reads', () => {
  it('are under the names its class declares; a name it did not declare wins, since transformers sets it last', () => {
    expect(settingsOf('qwen3_moe', { num_local_experts: 4 })).toEqual({ num_experts: 4 })
    expect(settingsOf('olmoe', { num_experts: 8, num_local_experts: 4 })).toEqual({ num_experts: 4 })
    expect(settingsOf('mixtral', { num_experts: 4, num_local_experts: 8 })).toEqual({ num_local_experts: 4 })
    expect(settingsOf('gpt2', { n_embd: 36, hidden_size: 48 })).toEqual({ n_embd: 48 })
  })

  it('are no others: a stray key of another family is not there', () => {
    expect(settingsOf('llama', { rotary_pct: 0.25, rotary_emb_base: 777, clip_qkv: 1, rms_norm_eps: 1e-5 })).toEqual({
      rms_norm_eps: 1e-5,
    })
    expect(settingsOf('gemma3_text', { attn_logit_softcapping: 50 })).toEqual({})
    expect(settingsOf('gpt_neox', { rope_theta: 777, partial_rotary_factor: 1 })).toEqual({})
  })

  it('are never inherited', () => {
    expect(settingsOf('llama', Object.create({ attention_bias: true }) as Record<string, unknown>)).toEqual({})
  })
})
