import { Strip } from '@/components/plots/strip'
import { count, times } from '@/components/text/format'
import { intactOf, lossOf, type PerplexityRun, type RatioRecord } from '@/lib/protocol'

/** How many times worse each window of the run gets: whether the damage is that of every text, or of a few. */
export function Windows({ run, damage }: { run: PerplexityRun; damage: RatioRecord }) {
  const edited = run.streams.find(({ role }) => role === 'joint') ?? run.streams.find(({ role }) => role === 'alone')
  if (!edited || damage.ratio === null) return null
  const intact = intactOf(run).nll
  const ratios = edited.nll.map((nll, i) => Math.exp(lossOf(nll) - lossOf(intact[i] ?? 'NaN')))
  const finite = ratios.filter(Number.isFinite)
  if (finite.length === 0) return null
  const [least, most] = [Math.min(...finite), Math.max(...finite)]
  const words = `${count(run.windows)} windows: from ${times(least)} to ${times(most)}`
  return (
    <figure className="min-w-0">
      <figcaption className="mb-3 text-[0.9375rem] leading-6 font-semibold">How much worse each window gets</figcaption>
      <Strip
        id="windows"
        description={`${words}; over all of them ${times(damage.ratio)}.`}
        scale="log"
        own={damage.ratio}
        others={ratios}
        write={times}
      />
      <p className="mt-2 text-note text-muted">A tick for each of {words}. The dot is R, over all of them.</p>
    </figure>
  )
}
