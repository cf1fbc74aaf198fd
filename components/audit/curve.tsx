import { Link } from '@/components/site/link'
import { PerplexityBars, type PerplexityBar } from '@/components/plots/perplexity-bars'
import { exact } from '@/components/text/format'
import { CURVE, RULE } from '@/lib/audit/verdict'

/** The measurement behind the rule: what a factor on two super weights does. */
export function RoundingCurve() {
  const bars = CURVE.toSorted(([a], [b]) => b - a).map(([factor, perplexity]): PerplexityBar => ({
    name: factor === 1 ? 'as stored' : `multiplied by ${exact(factor)}`,
    perplexity,
    tone: factor === 1 ? 'intact' : factor < RULE.weakenedFrom ? 'claimed' : 'member',
  }))
  return (
    <PerplexityBars
      id="rounding"
      title="Perplexity of SmolLM2-135M-Instruct with its two super weights changed"
      bars={bars}
      note={
        <>
          Both weights of layer 11, [507, 1229] and [507, 1487], multiplied by one factor; 2 windows of 256 tokens of
          Python’s help topics, measured by <code>superweights dose</code> on{' '}
          <Link href="/docs/real-model" className="link">
            the real model
          </Link>
          . Log axis from 1. One model: where another one breaks may differ.
        </>
      }
    />
  )
}
