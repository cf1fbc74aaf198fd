/** A claim about a demo model that both verifiers judge. */
export interface RefereeClaim {
  readonly model: string
  readonly coordinates: readonly string[]
  readonly what: string
  /** The referee's report is kept in `tests/fixtures/golden/referee/`, under this name, and judged again by every test run. */
  readonly golden?: string
}

const DOWN = 'model.layers.1.mlp.down_proj.weight'
const expert = (number: number) => `model.layers.1.block_sparse_moe.experts.${number}.w2.weight[79, 96]`
const TINY_SET = ['1:41:130', '1:7:130', '1:58:130']
const TINY_PAIR = ['1:30:17', '2:30:101']
const SIX = ['1:5:131', '1:2:131', '1:30:131', '0:5:21', '0:2:21', '0:30:21']

/** Every demo model that is no quantised upload, with what was built into it (tests/fixtures/golden/find) and with claims that are wrong in one way each. */
export const CLAIMS: readonly RefereeClaim[] = [
  { model: 'tiny-single', coordinates: ['1:23:88'], what: 'the super weight', golden: 'tiny-single' },
  { model: 'tiny-single', coordinates: ['1:23:89'], what: 'its neighbour' },
  { model: 'tiny-single', coordinates: ['1:23:88', '1:23:89'], what: 'the super weight with its neighbour' },
  { model: 'tiny-set', coordinates: TINY_SET, what: 'the set', golden: 'tiny-set' },
  { model: 'tiny-set', coordinates: ['1:7:130'], what: 'one member alone' },
  { model: 'tiny-set', coordinates: TINY_SET.slice(0, 2), what: 'two of three members' },
  { model: 'tiny-pair', coordinates: TINY_PAIR, what: 'the pair', golden: 'tiny-pair' },
  { model: 'tiny-pair', coordinates: TINY_PAIR.slice(1), what: 'the second alone, which shows only without the first' },
  { model: 'tiny-pair', coordinates: [...TINY_PAIR, '1:5:6'], what: 'the pair, padded', golden: 'tiny-pair-padded' },
  { model: 'tiny-decoy', coordinates: ['1:12:77'], what: 'the largest weight, which makes no spike' },
  { model: 'tiny-decoy', coordinates: ['4:50:33'], what: 'a spike that does not stay', golden: 'tiny-decoy' },
  { model: 'tiny-plain', coordinates: ['1:5:6'], what: 'a weight like any other', golden: 'tiny-plain' },
  { model: 'wide-single', coordinates: ['1:23:195'], what: 'the super weight' },
  { model: 'wide-single', coordinates: ['1:23:88'], what: 'where another model has it' },
  { model: 'single-tuned', coordinates: [`${DOWN}[23, 88]`], what: 'the super weight after tuning' },
  { model: 'single-renamed', coordinates: ['1:23:88'], what: 'the super weight' },
  { model: 'single-zeroed', coordinates: ['1:23:88'], what: 'a super weight that is zero already' },
  { model: 'sink-single', coordinates: ['1:24:122'], what: 'the super weight' },
  { model: 'sink-set', coordinates: ['1:53:55', '1:52:55', '1:43:55'], what: 'the set' },
  { model: 'sink-pair', coordinates: ['0:10:99', '1:10:17'], what: 'the pair, float16' },
  { model: 'masked', coordinates: ['1:22:80'], what: 'the super weight' },
  { model: 'masked', coordinates: ['1:35:80', '1:22:80'], what: 'with the weight that masks it' },
  { model: 'cancelling', coordinates: ['1:17:64'], what: 'one of two that cancel' },
  { model: 'cancelling', coordinates: ['1:17:64', '1:47:64'], what: 'both' },
  { model: 'two-sets', coordinates: ['1:30:4'], what: 'the single weight' },
  { model: 'two-sets', coordinates: ['1:57:72', '1:1:72'], what: 'the pair' },
  { model: 'two-sets', coordinates: ['1:30:4', '1:57:72', '1:1:72'], what: 'both answers as one set' },
  { model: 'set-of-six', coordinates: SIX, what: 'the set' },
  { model: 'set-of-six', coordinates: SIX.slice(0, 3), what: 'half of it' },
  { model: 'unexplained', coordinates: ['1:5:6'], what: 'a weight like any other beside spikes that no weight makes' },
  { model: 'one-expert', coordinates: [expert(1)], what: "an expert's super weight", golden: 'one-expert' },
  { model: 'one-expert', coordinates: [expert(0)], what: 'the same place in another expert' },
  { model: 'post-norm', coordinates: ['1:57:116'], what: 'the super weight, a norm behind it', golden: 'post-norm' },
  {
    model: 'gpt2-pair',
    coordinates: ['1:229:54', '1:226:54'],
    what: 'the pair, stored [in, out]',
    golden: 'gpt2-pair',
  },
  { model: 'gpt2-pair', coordinates: ['1:226:54'], what: 'one of them alone' },
]
