/** How the keys of a family's config.json are handled. A key in none of the lists has no effect in transformers, and none here. */
export interface KeyClasses {
  /** Used by the recipe. */
  readonly read: readonly string[]
  /** Accepted values; any other is refused by name, an absent key is fine. */
  readonly fixed: Readonly<Record<string, readonly unknown[]>>
  /** Does not change the numbers. */
  readonly without: readonly string[]
}

/** Keys of every family. Those without effect: what a head, a task, a training run or a saved file needs, and how the same numbers are computed. */
export const GENERIC: KeyClasses = {
  read: ['architectures', 'auto_map'],
  fixed: {
    /** Without a causal mask, tokens see what they should predict. */
    is_causal: [true],
    /** Layers of different sizes. */
    per_layer_config: [null],
    is_encoder_decoder: [false],
    add_cross_attention: [false],
    /** A file other than model.safetensors. */
    transformers_weights: [null],
  },
  without: [
    'transformers_version',
    'output_hidden_states',
    'return_dict',
    'dtype',
    'torch_dtype',
    'chunk_size_feed_forward',
    'id2label',
    'label2id',
    'problem_type',
    'num_labels',
    'name_or_path',
    '_name_or_path',
    '_commit_hash',
    'output_attentions',
    'attn_implementation',
    'experts_implementation',
    'tie_last_hidden_states',
    'tokenizer_class',
    'prefix',
    'task_specific_params',
    'finetuning_task',
    'pruned_heads',
    'use_cache',
    'is_decoder',
  ],
}

const WIDTHS = [
  'vocab_size',
  'hidden_size',
  'intermediate_size',
  'num_hidden_layers',
  'num_attention_heads',
  'hidden_act',
  'max_position_embeddings',
  'tie_word_embeddings',
] as const
const SIZES = [...WIDTHS, 'num_key_value_heads'] as const
const ROPE = [
  'rope_parameters',
  'rope_scaling',
  'rope_theta',
  'partial_rotary_factor',
  'original_max_position_embeddings',
] as const
/** Where settings of each kind of layers hold the length before stretching. */
const LAYERS_ROPE = ROPE.filter((key) => key !== 'original_max_position_embeddings')
const TRAINING = ['initializer_range', 'attention_dropout', 'pad_token_id', 'bos_token_id', 'eos_token_id'] as const
const ROUTER_TRAINING = ['output_router_logits', 'router_aux_loss_coef'] as const
const WINDOW = ['use_sliding_window', 'sliding_window', 'max_window_layers', 'layer_types'] as const
const GPT_SIZES = ['vocab_size', 'n_layer', 'n_head', 'layer_norm_epsilon', 'tie_word_embeddings'] as const
const QWEN_EXPERTS = [
  'num_experts',
  'num_experts_per_tok',
  'moe_intermediate_size',
  'decoder_sparse_step',
  'mlp_only_layers',
  'norm_topk_prob',
] as const
const GEMMA_SIZES = [
  ...SIZES.filter((key) => key !== 'hidden_act'),
  'rms_norm_eps',
  'head_dim',
  'attention_bias',
  'hidden_activation',
] as const
const DEEPSEEK = [
  ...SIZES,
  ...ROPE,
  'rms_norm_eps',
  'attention_bias',
  'first_k_dense_replace',
  'kv_lora_rank',
  'q_lora_rank',
  'qk_nope_head_dim',
  'qk_rope_head_dim',
  'v_head_dim',
  'moe_intermediate_size',
  'n_routed_experts',
  'n_shared_experts',
  'num_experts_per_tok',
  'n_group',
  'topk_group',
  'routed_scaling_factor',
] as const

function row(read: readonly string[], without: readonly string[], fixed: KeyClasses['fixed'] = {}): KeyClasses {
  return { read, without, fixed }
}

/** Rotary settings in a family without rotary positions: transformers raises an error. */
const NO_ROPE = { rope_scaling: [null] } as const

/** One row a family of lib/coordinates; tests/lib/families/keys.test.ts holds them against what transformers was seen to do. */
export const KEY_CLASSES: Readonly<Record<string, KeyClasses>> = {
  llama: row(
    [...SIZES, ...ROPE, 'rms_norm_eps', 'head_dim', 'attention_bias', 'mlp_bias'],
    [...TRAINING, 'pretraining_tp'],
  ),
  mistral: row([...SIZES, ...ROPE, 'rms_norm_eps', 'head_dim', 'sliding_window'], TRAINING),
  olmo: row([...SIZES, ...ROPE, 'head_dim', 'attention_bias', 'clip_qkv'], TRAINING),
  olmo2: row([...SIZES, ...ROPE, 'rms_norm_eps', 'head_dim', 'attention_bias'], TRAINING),
  olmo3: row(
    [...SIZES, ...LAYERS_ROPE, 'rms_norm_eps', 'head_dim', 'attention_bias', 'sliding_window', 'layer_types'],
    TRAINING,
  ),
  phi3: row(
    [...SIZES, ...ROPE, 'rms_norm_eps', 'head_dim', 'sliding_window'],
    [...TRAINING, 'resid_pdrop', 'embd_pdrop'],
  ),
  qwen2: row([...SIZES, ...ROPE, ...WINDOW, 'rms_norm_eps', 'head_dim'], TRAINING),
  qwen3: row([...SIZES, ...ROPE, ...WINDOW, 'rms_norm_eps', 'head_dim', 'attention_bias'], TRAINING),
  gemma: row([...SIZES, ...ROPE, 'rms_norm_eps', 'head_dim', 'attention_bias'], TRAINING, {
    use_bidirectional_attention: [null, false],
  }),
  gemma2: row(
    [
      ...GEMMA_SIZES,
      ...ROPE,
      'query_pre_attn_scalar',
      'sliding_window',
      'layer_types',
      'final_logit_softcapping',
      'attn_logit_softcapping',
    ],
    TRAINING,
    { use_bidirectional_attention: [null, false] },
  ),
  gemma3_text: row(
    [
      ...GEMMA_SIZES,
      ...LAYERS_ROPE,
      'query_pre_attn_scalar',
      'sliding_window',
      'sliding_window_pattern',
      'layer_types',
      'final_logit_softcapping',
      'rope_local_base_freq',
    ],
    [...TRAINING, 'attn_logit_softcapping'],
    { use_bidirectional_attention: [null, false] },
  ),
  smollm3: row(
    [
      ...SIZES,
      ...ROPE,
      'rms_norm_eps',
      'head_dim',
      'attention_bias',
      'mlp_bias',
      'use_sliding_window',
      'sliding_window',
      'layer_types',
      'no_rope_layers',
      'no_rope_layer_interval',
    ],
    TRAINING,
  ),
  granite: row(
    [
      ...SIZES,
      ...ROPE,
      'rms_norm_eps',
      'head_dim',
      'attention_bias',
      'mlp_bias',
      'embedding_multiplier',
      'logits_scaling',
      'residual_multiplier',
      'attention_multiplier',
    ],
    TRAINING,
  ),
  gpt2: row(
    [
      ...GPT_SIZES,
      'n_positions',
      'n_embd',
      'n_inner',
      'activation_function',
      'scale_attn_weights',
      'scale_attn_by_inverse_layer_idx',
    ],
    [
      'resid_pdrop',
      'embd_pdrop',
      'attn_pdrop',
      'initializer_range',
      'summary_type',
      'summary_use_proj',
      'summary_activation',
      'summary_proj_to_labels',
      'summary_first_dropout',
      'bos_token_id',
      'eos_token_id',
      'pad_token_id',
      'reorder_and_upcast_attn',
    ],
    NO_ROPE,
  ),
  gpt_neox: row(
    [
      ...WIDTHS,
      'layer_norm_eps',
      'head_dim',
      'attention_bias',
      'use_parallel_residual',
      'rope_parameters',
      'rope_scaling',
      'rotary_pct',
      'rotary_emb_base',
      'original_max_position_embeddings',
    ],
    [...TRAINING, 'hidden_dropout', 'classifier_dropout'],
  ),
  opt: row(
    [
      'vocab_size',
      'hidden_size',
      'num_hidden_layers',
      'ffn_dim',
      'max_position_embeddings',
      'do_layer_norm_before',
      '_remove_final_layer_norm',
      'word_embed_proj_dim',
      'num_attention_heads',
      'activation_function',
      'enable_bias',
      'layer_norm_elementwise_affine',
      'tie_word_embeddings',
    ],
    ['dropout', 'attention_dropout', 'layerdrop', 'init_std', 'pad_token_id', 'bos_token_id', 'eos_token_id'],
    NO_ROPE,
  ),
  phi: row(
    [...SIZES, ...ROPE, 'layer_norm_eps', 'head_dim', 'qk_layernorm'],
    [...TRAINING, 'resid_pdrop', 'embd_pdrop'],
  ),
  falcon: row(
    [
      'vocab_size',
      'hidden_size',
      'n_embed',
      'num_hidden_layers',
      'num_attention_heads',
      'num_ln_in_parallel_attn',
      'layer_norm_epsilon',
      'num_kv_heads',
      'alibi',
      'new_decoder_architecture',
      'multi_query',
      'parallel_attn',
      'bias',
      'max_position_embeddings',
      'ffn_hidden_size',
      'activation',
      'tie_word_embeddings',
      ...ROPE,
    ],
    [...TRAINING, 'hidden_dropout'],
    { head_dim: [null], output_attentions: [false, null] },
  ),
  bloom: row(
    [...GPT_SIZES, 'hidden_size', 'n_embed', 'apply_residual_connection_post_layernorm'],
    [...TRAINING, 'hidden_dropout', 'pretraining_tp'],
    { ...NO_ROPE, slow_but_exact: [false] },
  ),
  starcoder2: row(
    [...SIZES, ...ROPE, 'norm_epsilon', 'head_dim', 'sliding_window', 'use_bias'],
    [...TRAINING, 'residual_dropout', 'embedding_dropout'],
  ),
  stablelm: row(
    [...SIZES, ...ROPE, 'layer_norm_eps', 'head_dim', 'use_qkv_bias', 'qk_layernorm', 'use_parallel_residual'],
    [...TRAINING, 'hidden_dropout'],
  ),
  cohere: row(
    [...SIZES, ...ROPE, 'layer_norm_eps', 'head_dim', 'logit_scale', 'attention_bias', 'use_qk_norm'],
    TRAINING,
  ),
  mixtral: row(
    [...SIZES, ...ROPE, 'rms_norm_eps', 'head_dim', 'sliding_window', 'num_experts_per_tok', 'num_local_experts'],
    [...TRAINING, ...ROUTER_TRAINING, 'router_jitter_noise'],
  ),
  qwen2_moe: row(
    [
      ...SIZES,
      ...ROPE,
      ...WINDOW,
      ...QWEN_EXPERTS,
      'rms_norm_eps',
      'head_dim',
      'shared_expert_intermediate_size',
      'qkv_bias',
    ],
    [...TRAINING, ...ROUTER_TRAINING],
  ),
  qwen3_moe: row(
    [
      ...SIZES,
      ...ROPE,
      ...QWEN_EXPERTS,
      'rms_norm_eps',
      'head_dim',
      'attention_bias',
      'use_sliding_window',
      'sliding_window',
    ],
    [...TRAINING, ...ROUTER_TRAINING],
  ),
  olmoe: row(
    [
      ...SIZES,
      ...ROPE,
      'rms_norm_eps',
      'head_dim',
      'attention_bias',
      'clip_qkv',
      'num_experts',
      'num_experts_per_tok',
      'norm_topk_prob',
    ],
    [...TRAINING, ...ROUTER_TRAINING],
  ),
  deepseek_v2: row(
    [...DEEPSEEK, 'mlp_bias', 'topk_method'],
    [...TRAINING, 'pretraining_tp', 'head_dim', 'output_router_logits', 'norm_topk_prob'],
  ),
  deepseek_v3: row(
    [...DEEPSEEK, 'head_dim', 'norm_topk_prob', 'rope_interleave'],
    [...TRAINING, 'pretraining_tp', 'output_router_logits', 'num_mtp_layers'],
  ),
}
