import type { Dose } from '@/components/plots/dose-curve'
import { intactOf, perplexityOf, type PerplexityRun } from '@/lib/protocol'

/** The doses of a run, with the intact model (factor 1) and all members removed (factor 0), which are streams of their own. */
export function dosesOf(run: PerplexityRun): Dose[] {
  const removed = run.streams.find(({ role }) => role === 'joint') ?? run.streams.find(({ role }) => role === 'alone')
  const doses = run.streams.flatMap(({ role, edits, nll }) =>
    role === 'dose' && edits[0] ? [{ scale: edits[0].scale, perplexity: finite(perplexityOf(nll)) }] : [],
  )
  const ends = [
    { scale: 1, perplexity: finite(perplexityOf(intactOf(run).nll)) },
    ...(removed ? [{ scale: 0, perplexity: finite(perplexityOf(removed.nll)) }] : []),
  ]
  return [...doses, ...ends.filter(({ scale }) => !doses.some((dose) => dose.scale === scale))]
}

const finite = (x: number) => (Number.isFinite(x) ? x : null)
