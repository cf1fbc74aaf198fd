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
    ])
    expect([code, passed, stderr]).toEqual([0, true, ''])
  },
)

const isClaim = (control: (typeof CONTROLS)[number]): control is ClaimControl => control.kind === 'verify'
const [positive] = CONTROLS.filter(isClaim)
const negative = CONTROLS.filter(isClaim).find(({ fails }) => fails.includes('persistence'))

/** A verdict with these failed checks; the rest of it a control does not look at. */
function verdict(accepted: boolean, cls: Verdict['class'], failed: readonly string[]): Verdict {
  const ids = ['value', 'spike', 'persistence', 'controls', 'damage'] as const
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
    core: null,
    crosses_class_border: false,
    summary: '',
    checks: ids.map((id) => ({ id, member: null, passed: !failed.includes(id), measured: '', expected: '' })),
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
] as const)('%s: does the control notice?', (_, control, found, passed) => {
  if (control === undefined) throw new Error('The control is gone.')
  expect(judgeClaim(control, found).passed).toBe(passed)
})
