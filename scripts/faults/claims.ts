import { seededRandom } from '@/lib/protocol/random'
import { between, type Random, shuffled } from './random'

export interface Claim {
  /** Claims with the same name are the same claim and must become one submission. */
  readonly name: string
  readonly body: { readonly repo: string; readonly coordinates: readonly string[]; readonly value?: number }
  readonly expected: 'accepted' | 'not-confirmed' | 'invalid' | 'blocked'
  /** Milliseconds after the first claim. */
  readonly at: number
}

type Draft = Omit<Claim, 'at' | 'name'>

/** The planted weights of the demo models (tests/fixtures/hub/demo), and the verdicts on them. */
const KNOWN: readonly Draft[] = [
  { body: { repo: 'demo/tiny-single', coordinates: ['1:23:88'] }, expected: 'accepted' },
  { body: { repo: 'demo/tiny-set', coordinates: ['1:41:130', '1:7:130', '1:58:130'] }, expected: 'accepted' },
  { body: { repo: 'demo/tiny-pair', coordinates: ['1:30:17', '2:30:101'] }, expected: 'accepted' },
  { body: { repo: 'demo/tiny-decoy', coordinates: ['1:12:77'] }, expected: 'not-confirmed' },
  { body: { repo: 'demo/tiny-decoy', coordinates: ['4:50:33'] }, expected: 'not-confirmed' },
  { body: { repo: 'demo/there-is-no-such-model', coordinates: ['1:2:3'] }, expected: 'blocked' },
]
/** Rows and columns from here on hold no planted weight in these models. */
const PLAIN = {
  repos: ['demo/tiny-plain', 'demo/tiny-single', 'demo/tiny-decoy'],
  rows: [59, 63],
  columns: [90, 127],
  layers: [0, 4],
} as const

/** Of sixty claims: how many contradict the stored value, and how many are sent twice. */
const CONTRADICTIONS = 6
const REPEATS = 14
const GAP_MS = [0, 4_000] as const

/** The claims of a seed, in the order in which they are sent. */
export function claimsOf(seed: number, count: number): Claim[] {
  const random = seededRandom(seed ^ 0x5eed)
  const distinct: Draft[] = [...KNOWN]
  const taken = new Set<string>()
  while (distinct.length < count - REPEATS) {
    const body = plainClaim(random)
    if (taken.has(nameOf(body))) continue
    taken.add(nameOf(body))
    const contradicts = distinct.length < KNOWN.length + CONTRADICTIONS
    distinct.push(
      contradicts ? { body: { ...body, value: 99 }, expected: 'invalid' } : { body, expected: 'not-confirmed' },
    )
  }
  const judged = distinct.filter(({ expected }) => expected === 'accepted' || expected === 'not-confirmed')
  const repeats = shuffled(random, judged).slice(0, count - distinct.length)
  let at = 0
  return shuffled(random, [...distinct, ...repeats]).map((draft) => ({
    ...draft,
    name: nameOf(draft.body),
    at: (at += between(random, ...GAP_MS)),
  }))
}

const nameOf = ({ repo, coordinates }: Draft['body']) => `${repo} ${coordinates.join(' ')}`

function plainClaim(random: Random): Draft['body'] {
  const repo = PLAIN.repos[between(random, 0, PLAIN.repos.length - 1)] ?? PLAIN.repos[0]
  const [layer, row, column] = [PLAIN.layers, PLAIN.rows, PLAIN.columns].map(([from, to]) => between(random, from, to))
  return { repo, coordinates: [`${layer}:${row}:${column}`] }
}
