import { count, short } from '@/components/text/format'
import type { PerplexityRun } from '@/lib/protocol'

/** The conditions of a perplexity: no two may be compared without them. */
export function CorpusLine({ run, protocol }: { run: PerplexityRun; protocol: string }) {
  return (
    <>
      Log axis from 1, so a bar’s length is the mean loss. Protocol {protocol}, grade {run.grade}: {run.windows} windows
      of {count(run.window_tokens)} tokens of <span className="whitespace-nowrap">{run.corpus.id}</span> (revision{' '}
      {short(run.corpus.revision)}), {run.starts_with_bos ? 'each starting with BOS' : 'no BOS'}. Thin lines: 95 %
      bootstrap interval.
    </>
  )
}
