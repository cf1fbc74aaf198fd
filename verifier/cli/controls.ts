import { CURRENT_PROTOCOL, type CheckId, type WeightClass } from '@/lib/protocol'

/** A claim with a known verdict. */
export interface ClaimControl {
  readonly kind: 'verify'
  readonly label: string
  readonly repo: string
  readonly coordinates: readonly string[]
  readonly accepted: boolean
  /** Null where R is 10 or more and a check fails. */
  readonly class: WeightClass | null
  /** Checks that must fail; none where the claim is accepted. */
  readonly fails: readonly CheckId[]
  /** Id of the protocol; that of new runs when absent. */
  readonly protocol?: string
  /** Of a padded set: the members that the verdict must name as needed, from 0. */
  readonly core?: readonly number[]
}

/** A model with known super weights: exactly these sets are found, the most damaging first. */
export interface FindControl {
  readonly kind: 'find'
  readonly label: string
  readonly repo: string
  readonly answers: readonly (readonly string[])[]
}

/** A model with known detection results, in this order. */
export interface DetectControl {
  readonly kind: 'detect'
  readonly label: string
  readonly repo: string
  readonly candidates: readonly string[]
}

export type Control = ClaimControl | DetectControl | FindControl

const SINGLE = '1:23:88'
const SET = ['1:41:130', '1:7:130', '1:58:130'] as const
const PAIR = ['1:30:17', '2:30:101'] as const

/**
 * The demo models were trained so that these are true, and transformers measured the damages (tests/fixtures/golden/). Half of them are negative:
 * a verifier that accepts everything, or sees spikes everywhere, fails as surely as one that sees none.
 */
export const CONTROLS: readonly Control[] = [
  { kind: 'detect', label: 'the super weight is found', repo: 'demo/tiny-single', candidates: [SINGLE] },
  {
    kind: 'detect',
    label: 'the members of a set are found, the strongest first',
    repo: 'demo/tiny-set',
    candidates: SET,
  },
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
  { kind: 'find', label: 'one super weight, and nothing else', repo: 'demo/tiny-single', answers: [[SINGLE]] },
  { kind: 'find', label: 'one set of three, and nothing else', repo: 'demo/tiny-set', answers: [SET] },
  { kind: 'find', label: 'one pair in two layers, and nothing else', repo: 'demo/tiny-pair', answers: [PAIR] },
  { kind: 'find', label: 'nothing behind a decoy and a late echo', repo: 'demo/tiny-decoy', answers: [] },
  { kind: 'find', label: 'nothing in a plain model', repo: 'demo/tiny-plain', answers: [] },
  {
    kind: 'verify',
    label: 'a padded set, by swp-2: its core is named',
    repo: 'demo/tiny-pair',
    coordinates: [...PAIR, '1:5:6'],
    accepted: false,
    class: null,
    fails: ['suppression', 'needed'],
    protocol: CURRENT_PROTOCOL.id,
    core: [0, 1],
  },
  {
    kind: 'verify',
    label: 'a real spike that does not stay, by swp-2',
    repo: 'demo/tiny-decoy',
    coordinates: ['4:50:33'],
    accepted: false,
    class: 'D',
    fails: ['persistence', 'damage'],
    protocol: CURRENT_PROTOCOL.id,
  },
  {
    kind: 'verify',
    label: "the super weight's neighbour, whose removal suppresses nothing, by swp-2",
    repo: 'demo/tiny-single',
    coordinates: ['1:23:89'],
    accepted: false,
    class: 'D',
    fails: ['attribution', 'suppression', 'damage'],
    protocol: CURRENT_PROTOCOL.id,
  },
]
