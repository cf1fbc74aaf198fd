import { intactOf } from './checks-run'
import type { Protocol } from './protocol'
import { ratioOf, type Ratio } from './ratio'
import type { PerplexityRun } from './report-perplexity'

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
