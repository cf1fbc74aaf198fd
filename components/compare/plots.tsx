import { DoseLines, type DoseLine } from '@/components/plots/dose-lines'
import { RatioBars, type RatioBar } from '@/components/plots/ratio-bars'
import { dosesOf } from '@/components/reports/doses'
import { Section } from '@/components/text/section'
import type { Compared } from '@/lib/comparison/read'
import { protocolOf } from '@/lib/protocol'

/** Damage of the compared records on one axis, each above its worst control, and how it grows with the dose where a report has that. */
export function ComparePlots({ items }: { items: readonly Compared[] }) {
  const measured = items.filter(({ report }) => report !== null)
  const [first] = measured
  if (first?.report == null) return null
  const corpora = new Set(measured.map(({ report }) => report?.report.perplexity.at(-1)?.corpus.id))
  const doses = measured.flatMap(doseOf)
  return (
    <Section id="damage" title="What removing them does">
      <div className="grid gap-x-12 gap-y-10 md:grid-cols-2">
        <RatioBars
          id="compare"
          title="R: perplexity removed over intact"
          bars={measured.flatMap(barsOf)}
          line={protocolOf(first.report.report.protocol.sha256).classes.a_b_min_ratio}
          note={
            <>
              The dashed line is where class A and B begin. R is a ratio within one model and one corpus
              {corpora.size > 1 && '; these were measured on different corpora, so compare orders of magnitude only'}.
            </>
          }
        />
        {doses.length > 0 && <DoseLines id="dose" title="R as the weights are scaled" lines={doses} />}
      </div>
    </Section>
  )
}

function barsOf({ record, report }: Compared): RatioBar[] {
  if (report === null) return []
  const { damage, control_ratio: control } = report.verdict
  return [
    { name: `${record.id} removed`, ratio: damage.ratio, tone: 'answer' },
    ...(control === null ? [] : [{ name: `its worst control`, ratio: control, tone: 'tried' as const }]),
  ]
}

function doseOf({ record, report }: Compared): DoseLine[] {
  const doses = report === null ? [] : dosesOf(report.report)
  const intact = doses.find(({ scale }) => scale === 1)?.perplexity ?? null
  if (intact === null) return []
  const points = doses.flatMap(({ scale, perplexity }) =>
    perplexity === null ? [] : [{ scale, ratio: perplexity / intact }],
  )
  return [{ name: record.id, points }]
}
