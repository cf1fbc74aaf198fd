import type { PerplexityBar } from '@/components/plots/perplexity-bars'
import {
  controlLeaves,
  intactOf,
  perplexityOf,
  type PerplexityRun,
  type RatioRecord,
  type Report,
  type StreamResult,
  type Verdict,
} from '@/lib/protocol'

/** The bars of the deciding run, which is the last one: intact, the claim, each member alone, all but one, and the controls. Intervals are the verdict's. */
export function perplexityRows(report: Report, verdict: Verdict, run: PerplexityRun): PerplexityBar[] {
  const base = perplexityOf(intactOf(run).nll)
  const bar = (
    stream: StreamResult,
    name: string,
    tone: PerplexityBar['tone'],
    ratio: RatioRecord | null,
  ): PerplexityBar => ({ name, perplexity: finite(perplexityOf(stream.nll)), interval: intervalOf(ratio, base), tone })
  const members = report.members.length
  const claim = run.streams.find((s) => s.role === 'joint') ?? run.streams.find((s) => s.role === 'alone')
  const of = (role: 'alone' | 'without', words: string) =>
    membersOf(run, role).map((s) =>
      bar(s, `${words} ${nameOf(report, s)} removed`, 'member', verdict.members[s.member ?? -1]?.[role] ?? null),
    )
  return [
    { name: 'Intact', perplexity: finite(base), tone: 'intact' },
    ...(claim
      ? [
          bar(
            claim,
            members === 1 ? 'This weight removed' : `All ${members} members removed`,
            'claimed',
            verdict.damage,
          ),
        ]
      : []),
    ...(members > 1 ? of('alone', 'Only') : []),
    // With two members, "all but one" is the other one alone: the same bar twice.
    ...(members > 2 ? of('without', 'All but') : []),
    ...controlRow(run),
  ]
}

function membersOf(run: PerplexityRun, role: 'alone' | 'without'): StreamResult[] {
  return run.streams.filter((s) => s.role === role && s.member !== null)
}

/** A group without effect shows that none of its weights has one alone: show the worst group for all. */
function controlRow(run: PerplexityRun): PerplexityBar[] {
  const leaves = controlLeaves(run)
  const worst = leaves.toSorted((a, b) => perplexityOf(b.nll) - perplexityOf(a.nll))[0]
  if (!worst) return []
  const size = worst.edits.length
  const many = leaves.length > 1 ? `, worst of ${leaves.length} groups` : ''
  return [
    {
      name: `${size} other large ${size === 1 ? 'weight' : 'weights'} removed${many}`,
      perplexity: finite(perplexityOf(worst.nll)),
      tone: 'control',
    },
  ]
}

function intervalOf(ratio: RatioRecord | null, base: number): [number, number] | null {
  return ratio?.lower == null || ratio.upper === null ? null : [base * ratio.lower, base * ratio.upper]
}

function nameOf(report: Report, stream: StreamResult): string {
  const member = report.members[stream.member ?? 0]
  return member ? `layer ${member.layer} [${member.row}, ${member.col}]` : 'one member'
}

const finite = (x: number) => (Number.isFinite(x) ? x : null)
