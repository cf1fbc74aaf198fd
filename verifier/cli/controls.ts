import type { CheckId, WeightClass } from '@/lib/protocol'

/** A claim with a known verdict. */
export interface ClaimControl {
  readonly kind: 'verify'
  readonly label: string
  readonly repo: string
  readonly coordinates: readonly string[]
  readonly accepted: boolean
  readonly class: WeightClass
  /** Checks that must fail; none where the claim is accepted. */
  readonly fails: readonly CheckId[]
}

/** A model with known detection results, in this order. */
export interface DetectControl {
  readonly kind: 'detect'
  readonly label: string
  readonly repo: string
  readonly candidates: readonly string[]
}

export type Control = ClaimControl | DetectControl

const SINGLE = '1:23:88'
const SET = ['1:41:130', '1:7:130', '1:58:130'] as const
const PAIR = ['1:30:17', '2:30:101'] as const

/**
 * The demo models were trained so that these are true, and transformers measured the damages (tests/fixtures/golden/). Half of them are negative:
 * a verifier that accepts everything, or sees spikes everywhere, fails as surely as one that sees none.
 */
export const CONTROLS: readonly Control[] = [
  { kind: 'detect', label: 'the super weight is found', repo: 'demo/tiny-single', candidates: [SINGLE] },
  { kind: 'detect', label: 'a set is found, one member a round', repo: 'demo/tiny-set', candidates: SET },
  { kind: 'detect', label: 'a pair in two layers is found', repo: 'demo/tiny-pair', candidates: PAIR },
  { kind: 'detect', label: 'a late echo is not a candidate', repo: 'demo/tiny-decoy', candidates: [] },
  { kind: 'detect', label: 'a plain model has no candidate', repo: 'demo/tiny-plain', candidates: [] },
  {
    kind: 'verify',
    label: 'a super weight',
    repo: 'demo/tiny-single',
    coordinates: [SINGLE],
    accepted: true,
    class: 'A',
    fails: [],
  },
  {
    kind: 'verify',
    label: 'a set of three',
    repo: 'demo/tiny-set',
    coordinates: SET,
    accepted: true,
    class: 'B',
    fails: [],
  },
  {
    kind: 'verify',
    label: 'a pair in two layers',
    repo: 'demo/tiny-pair',
    coordinates: PAIR,
    accepted: true,
    class: 'B',
    fails: [],
  },
  {
    kind: 'verify',
    label: "the super weight's neighbour",
    repo: 'demo/tiny-single',
    coordinates: ['1:23:89'],
    accepted: false,
    class: 'D',
    fails: ['attribution', 'damage'],
  },
  {
    kind: 'verify',
    label: 'one member of a set alone',
    repo: 'demo/tiny-set',
    coordinates: [SET[1]],
    accepted: false,
    class: 'D',
    fails: ['damage'],
  },
  {
    kind: 'verify',
    label: 'the largest weight, which makes no spike',
    repo: 'demo/tiny-decoy',
    coordinates: ['1:12:77'],
    accepted: false,
    class: 'D',
    fails: ['spike', 'attribution', 'damage'],
  },
  {
    kind: 'verify',
    label: 'a real spike that does not stay',
    repo: 'demo/tiny-decoy',
    coordinates: ['4:50:33'],
    accepted: false,
    class: 'D',
    fails: ['persistence', 'damage'],
  },
]
