import { z } from 'zod'
import type { Verdict } from '@/lib/protocol'
import { CONTROLS, type ClaimControl } from '@/verifier/cli/controls'
import { judgeClaim } from '@/verifier/cli/run-control'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(180_000)
afterAll(removeCaches)

const Outcome = z.object({
  passed: z.boolean(),
  controls: z.array(
    z.object({ kind: z.string(), repo: z.string(), passed: z.boolean(), expected: z.string(), found: z.string() }),
  ),
})

/** The grade `full` takes minutes for all of them; tests/verifier/full-grade.test.ts runs one control of each class. */
test.each(['quick', 'standard'])(
  'every control on the demo models comes out as it must at the grade %s, positive and negative ones, exit status 0',
  async (grade) => {
    const { code, stdout, stderr } = await superweights([
      'selftest',
      '--json',
      ...(grade === 'quick' ? [] : ['--grade', grade]),
    ])
    const { passed, controls } = Outcome.parse(JSON.parse(stdout))
    expect(controls.filter((c) => !c.passed)).toEqual([])
    expect(controls.map(({ kind, repo, found }) => `${kind} ${repo}: ${found.replace(/;.*/, '')}`)).toEqual([
      'detect demo/tiny-single: 1:23:88',
      'detect demo/tiny-set: 1:41:130, 1:7:130, 1:58:130',
      'detect demo/tiny-pair: 1:30:17, 2:30:101',
      'detect demo/tiny-decoy: no candidate',
      'detect demo/tiny-plain: no candidate',
      'verify demo/tiny-single: confirmed, class A',
      'verify demo/tiny-set: confirmed, class B',
      'verify demo/tiny-pair: confirmed, class B',
      'verify demo/tiny-single: not confirmed, class D',
      'verify demo/tiny-set: not confirmed, class D',
      'verify demo/tiny-decoy: not confirmed, class D',
      'verify demo/tiny-decoy: not confirmed, class D',
      'find demo/tiny-single: 1:23:88',
      'find demo/tiny-set: 1:41:130 with 1:58:130 with 1:7:130',
      'find demo/tiny-pair: 1:30:17 with 2:30:101',
      'find demo/tiny-decoy: no super weight',
      'find demo/tiny-plain: no super weight',
      'verify demo/tiny-pair: not confirmed, class none',
      'verify demo/tiny-decoy: not confirmed, class D',
      'verify demo/tiny-single: not confirmed, class D',
    ])
    const padded = controls.find(({ found }) => found.includes('class none'))
    expect(padded?.found).toMatch(/fails .*needed; core: member 1, member 2; R = /)
    expect(controls.at(-2)?.found).toMatch(/fails persistence/)
    expect(controls.at(-1)?.found).toMatch(/fails .*suppression/)
    expect([code, passed, stderr]).toEqual([0, true, ''])
  },
)

const isClaim = (control: (typeof CONTROLS)[number]): control is ClaimControl => control.kind === 'verify'
const [positive] = CONTROLS.filter(isClaim)
const negative = CONTROLS.filter(isClaim).find(({ fails }) => fails.includes('persistence'))

const padded = CONTROLS.filter(isClaim).find(({ core }) => core !== undefined)

/** A verdict with these failed checks; the rest of it a control does not look at. */
function verdict(
  accepted: boolean,
  cls: Verdict['class'],
  failed: readonly string[],
  core: number[] | null = null,
): Verdict {
  const ids = ['value', 'spike', 'persistence', 'suppression', 'controls', 'damage', 'needed'] as const
  const ratio = { ratio: 1, lower: 1, upper: 1, infinite: false }
  return {
    accepted,
    class: cls,
    grade: 'quick',
    damage: ratio,
    intact_perplexity: 1,
    edited_perplexity: 1,
    control_ratio: 1,
    members: [],
    core,
    crosses_class_border: false,
    summary: '',
    checks: ids.map((id) => ({
      id,
      member: null,
      passed: !failed.includes(id),
      measured: '',
      expected: '',
      gauge: null,
    })),
  }
}

test.each([
  ['a super weight that is turned down', positive, verdict(false, 'D', ['damage']), false],
  ['a super weight of another class', positive, verdict(true, 'B', []), false],
  ['a super weight accepted as A', positive, verdict(true, 'A', []), true],
  ['a decoy that is confirmed', negative, verdict(true, 'A', []), false],
  ['a decoy turned down while the check that should see it is blind', negative, verdict(false, 'D', ['damage']), false],
  [
    'a decoy turned down by the check that should see it',
    negative,
    verdict(false, 'D', ['damage', 'persistence']),
    true,
  ],
  ['a padded set that is confirmed', padded, verdict(true, 'B', []), false],
  ['a padded set without its core', padded, verdict(false, null, ['suppression', 'needed']), false],
  ['a padded set with another core', padded, verdict(false, null, ['suppression', 'needed'], [0, 2]), false],
  ['a padded set with its core', padded, verdict(false, null, ['suppression', 'needed'], [0, 1]), true],
] as const)('%s: does the control notice?', (_, control, found, passed) => {
  if (control === undefined) throw new Error('The control is gone.')
  expect(judgeClaim(control, found).passed).toBe(passed)
})
