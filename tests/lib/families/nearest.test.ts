import path from 'node:path'
import { nearestFamily, unknownArchitecture } from '@/lib/families/nearest'
import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import { FIXTURE_HUB } from '@/tests/helpers/golden'

const named = (names: readonly string[]) => new Map(names.map((name) => [name, null]))
const layer = (names: string) => names.split(' ').map((name) => `model.layers.0.${name}.weight`)
const WHOLE = ['model.embed_tokens.weight', 'model.norm.weight', 'lm_head.weight']

/** Names of the tensors that the published checkpoints have. */
const EXAONE4 = named([
  ...WHOLE,
  ...layer(
    'self_attn.q_proj self_attn.k_proj self_attn.v_proj self_attn.o_proj self_attn.q_norm self_attn.k_norm mlp.gate_proj mlp.up_proj mlp.down_proj post_attention_layernorm post_feedforward_layernorm',
  ),
])
const GPT_OSS = named([
  ...WHOLE,
  ...layer(
    'self_attn.q_proj self_attn.k_proj self_attn.v_proj self_attn.o_proj mlp.router input_layernorm post_attention_layernorm',
  ),
  ...[
    'self_attn.q_proj.bias',
    'self_attn.k_proj.bias',
    'self_attn.v_proj.bias',
    'self_attn.o_proj.bias',
    'self_attn.sinks',
    'mlp.router.bias',
    'mlp.experts.gate_up_proj_blocks',
    'mlp.experts.gate_up_proj_scales',
    'mlp.experts.gate_up_proj_bias',
    'mlp.experts.down_proj_blocks',
    'mlp.experts.down_proj_scales',
    'mlp.experts.down_proj_bias',
  ].map((name) => `model.layers.0.${name}`),
])
const MAMBA = named([
  'backbone.embeddings.weight',
  'backbone.norm_f.weight',
  ...['mixer.A_log', 'mixer.D', 'mixer.conv1d.weight', 'mixer.in_proj.weight', 'norm.weight'].map(
    (name) => `backbone.layers.0.${name}`,
  ),
])

describe('the nearest family of an unknown architecture', () => {
  it('is the one whose tensors are named so, whatever it calls itself', () => {
    expect(nearestFamily({ model_type: 'exaone4' }, EXAONE4)).toMatch(/^olmo[23]$/)
    expect(
      nearestFamily(
        {
          model_type: 'gpt2_of_mine',
          hidden_size: 8,
          mlp_bias: false,
          attention_bias: false,
          rope_theta: 1,
          pretraining_tp: 1,
        },
        named([
          ...WHOLE,
          ...layer(
            'self_attn.q_proj self_attn.k_proj self_attn.v_proj self_attn.o_proj mlp.gate_proj mlp.up_proj mlp.down_proj input_layernorm post_attention_layernorm',
          ),
        ]),
      ),
    ).toBe('llama')
  })

  it('is none where no family is built so', () => {
    expect(nearestFamily({ model_type: 'gpt_oss' }, GPT_OSS)).toBeNull()
    expect(nearestFamily({ model_type: 'mamba' }, MAMBA)).toBeNull()
    expect(nearestFamily({ model_type: 'llama3' }, new Map())).toBeNull()
  })

  it('is said with what is supported, and left out where there is none', () => {
    expect(unknownArchitecture({ model_type: 'exaone4' }, EXAONE4).message).toMatch(
      /^The architecture "exaone4" has no recipe yet; supported model_type values: llama, .*; the nearest by the names of its tensors is olmo[23]\.$/,
    )
    expect(unknownArchitecture({ model_type: 'gpt_oss' }, GPT_OSS).message).not.toContain('nearest')
    expect(unknownArchitecture({}, null).message).toContain('"unnamed"')
    expect(unknownArchitecture({ model_type: 'x'.repeat(5000) }, null).message.length).toBeLessThan(600)
  })

  it.each([
    'gpt2',
    'falcon-40b',
    'phi3',
    'opt',
    'bloom',
    'starcoder2',
    'deepseek-v3',
    'qwen2-moe',
    'mixtral',
    'gpt-neox',
  ])('is the family of %s for its tensors under another model_type', async (name) => {
    const { config, tensors } = await openFolder(path.join(FIXTURE_HUB, 'parity', name))
    expect(nearestFamily({ ...config, model_type: 'unheard_of' }, tensors)).toBe(config.model_type)
  })
})
