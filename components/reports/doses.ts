import type { Dose } from '@/components/plots/dose-curve'
import { intactOf, perplexityOf, type PerplexityRun, type Report } from '@/lib/protocol'

/** The run of a report in which weights were scaled; undefined where none was. */
export const doseRunOf = ({ perplexity }: Report): PerplexityRun | undefined =>
  perplexity.find(({ streams }) => streams.some(({ role }) => role === 'dose'))

/** The doses of a report by scale, with the intact model (1) and all members removed (0), which are streams of their own; none where none was measured. */
export function dosesOf(report: Report): Dose[] {
  const run = doseRunOf(report)
  if (!run) return []
  const removed = run.streams.find(({ role }) => role === 'joint') ?? run.streams.find(({ role }) => role === 'alone')
  const doses = run.streams.flatMap(({ role, edits, nll }) =>
    role === 'dose' && edits[0] ? [{ scale: edits[0].scale, perplexity: finite(perplexityOf(nll)) }] : [],
  )
  const ends = [
    { scale: 1, perplexity: finite(perplexityOf(intactOf(run).nll)) },
    ...(removed ? [{ scale: 0, perplexity: finite(perplexityOf(removed.nll)) }] : []),
  ]
  return [...doses, ...ends.filter(({ scale }) => !doses.some((dose) => dose.scale === scale))].toSorted(
    (a, b) => a.scale - b.scale,
  )
}

const finite = (x: number) => (Number.isFinite(x) ? x : null)
