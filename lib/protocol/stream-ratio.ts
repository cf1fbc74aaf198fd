import type { Protocol } from './protocol'
import { ratioOf, type Ratio } from './ratio'
import type { PerplexityRun, StreamResult } from './report-perplexity'

/** The one stream without edits. @throws RangeError when a run has none, which no verifier writes. */
export function intactOf(run: PerplexityRun): StreamResult {
  const intact = run.streams.find((s) => s.role === 'intact')
  if (!intact) throw new RangeError('The perplexity run has no intact stream.')
  return intact
}

/** R of one stream against the intact one, or null where the run has no such stream. */
export function streamRatio(
  run: PerplexityRun,
  role: 'joint' | 'alone' | 'without',
  member: number | null,
  protocol: Protocol,
): Ratio | null {
  const stream = run.streams.find((s) => s.role === role && s.member === member)
  return stream ? ratioOf(stream.nll, intactOf(run).nll, protocol.bootstrap) : null
}
