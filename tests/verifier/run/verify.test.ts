/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { CURRENT_PROTOCOL, verdictOf, type Report, type Verdict } from '@/lib/protocol'
import { goldenOf, type Trained } from '@/tests/helpers/golden'
import { useFixtureHub } from '@/tests/helpers/fixture-hub'
import type { Progress } from '@/verifier/measure/progress'
import { verify } from '@/verifier/run/verify'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

useFixtureHub()

/** Verifies the planted weights of those numbers; all of them when none is given. */
async function run(
  name: Trained,
  chosen?: readonly number[],
  grade: 'quick' | 'standard' = 'quick',
): Promise<{ report: Report; verdict: Verdict; failed: string[] }> {
  const coordinates = goldenOf(name)
    .planted.filter((_, i) => chosen?.includes(i) ?? true)
    .map(({ tensor, row, col }) => ({ tensor, row, col }))
  const report = await verify({ repo: `demo/${name}`, coordinates, grade, corpusId: 'demo-text' })
  const verdict = verdictOf(report)
  return { report, verdict, failed: verdict.checks.filter((c) => !c.passed).map((c) => c.id) }
}

describe('verification', () => {
  it('accepts the single super weight as A, with the damage transformers measures', async () => {
    const { report, verdict, failed } = await run('tiny-single', undefined, 'standard')
    expect([verdict.class, verdict.accepted, failed]).toEqual(['A', true, []])
    const golden = goldenOf('tiny-single')
    expect(verdict.damage.ratio).toBeCloseTo(
      golden.perplexity.find((p) => p.windows === 16)?.streams['alone:0']?.ratio ?? NaN,
      3,
    )
    const [planted] = golden.planted
    expect(report.members[0]?.static).toMatchObject({
      bits: planted?.stored_bits,
      value: planted?.value,
      rank: planted?.rank_in_tensor,
    })
    expect(report.protocol.sha256).toBe(CURRENT_PROTOCOL.sha256)
    expect(report.perplexity.map((p) => p.grade)).toEqual(['standard'])
  })

  it('accepts the set of three as B; each of its members alone is inert', async () => {
    const { verdict, failed } = await run('tiny-set')
    expect([verdict.class, failed]).toEqual(['B', []])
    expect(verdict.members.map((m) => m.class)).toEqual(['D', 'D', 'D'])
    expect((await run('tiny-set', [1])).verdict).toMatchObject({ class: 'D', accepted: false })
  })

  it('accepts the pair as B, its second member judged with the first one removed', async () => {
    const { report, verdict, failed } = await run('tiny-pair')
    expect([verdict.class, failed]).toEqual(['B', []])
    expect(report.members.map((m) => m.evidence.round)).toEqual([0, 1])
    const second = report.members[1]?.evidence
    expect(Math.abs(second?.residual_before[2] ?? 0)).toBeGreaterThan(50)
    expect(Math.abs(second?.residual_after[2] ?? 99)).toBeLessThan(25)
  })

  it('turns down the largest weight of tiny-decoy, which makes no spike', async () => {
    const { report, verdict, failed } = await run('tiny-decoy', [0])
    expect([verdict.class, verdict.accepted]).toEqual(['D', false])
    expect(failed).toEqual(expect.arrayContaining(['spike', 'attribution', 'damage']))
    expect(report.members[0]?.static.rank).toBe(1)
    expect(report.members[0]?.evidence.seen).toBe(false)
  })

  it('turns down the late spike of tiny-decoy as an echo, though it is real', async () => {
    const { report, verdict, failed } = await run('tiny-decoy', [1])
    expect(verdict.accepted).toBe(false)
    expect(failed).toEqual(expect.arrayContaining(['persistence', 'damage']))
    expect(failed).not.toContain('spike')
    expect(failed).not.toContain('suppression')
    expect(report.members[0]?.evidence.seen).toBe(true)
  })

  it('writes the same numbers twice', async () => {
    const withoutTimes = ({ started_at: _s, finished_at: _f, ...rest }: Report) => rest
    const [a, b] = [await run('tiny-single'), await run('tiny-single')]
    expect(withoutTimes(a.report)).toEqual(withoutTimes(b.report))
  })

  it('tells its stages in order, each never past its total', async () => {
    const seen: Progress[] = []
    const [planted] = goldenOf('tiny-single').planted
    await verify({
      repo: 'demo/tiny-single',
      coordinates: planted ? [planted] : [],
      grade: 'quick',
      corpusId: 'demo-text',
      onProgress: (p) => seen.push(p),
    })
    expect([...new Set(seen.map((p) => p.stage))]).toEqual(['open', 'static', 'detection', 'perplexity', 'report'])
    expect(seen.every((p) => p.done <= p.total)).toBe(true)
  })
})
