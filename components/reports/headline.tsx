import { Link } from '@/components/site/link'
import { ratioWords } from './ratio-text'
import { Strip } from '@/components/plots/strip'
import { count, plural, readable, times } from '@/components/text/format'
import { controlSummary, damageOf, protocolOf, type PerplexityRun } from '@/lib/protocol'
import type { Standing } from '@/lib/records/standing'
import type { ReportRecord } from '@/lib/reports/schema'

export interface HeadlineProps {
  /** The latest report. */
  readonly report: ReportRecord
  /** The member that the page is about; null on the page of a set. */
  readonly member: number | null
  readonly standing: Standing | null
}

/** The answer before anything else: how many times worse the model gets, under which conditions, and how that compares. */
export function Headline({ report, member, standing }: HeadlineProps) {
  const { verdict, report: raw } = report
  const run = raw.perplexity.at(-1)
  if (!run) return null
  return (
    <section
      aria-labelledby="headline"
      className="mt-8 grid gap-x-12 gap-y-6 border-y border-edge py-6 md:grid-cols-[auto_minmax(0,1.1fr)_minmax(0,1fr)]"
    >
      <h2 id="headline" className="font-serif leading-none">
        <span className="sr-only">Damage: perplexity </span>
        <span
          className={`block text-[3.5rem] tabular sm:text-[4.25rem] ${verdict.accepted ? 'text-accent' : 'text-muted'}`}
        >
          {ratioWords(verdict.damage)}
        </span>
      </h2>
      <div className="min-w-0">
        <p className="text-[1.1875rem] leading-7">
          Perplexity <Number value={verdict.intact_perplexity} /> → <Number value={verdict.edited_perplexity} />{' '}
          {removedWords(report, member)}.
        </p>
        <p className="mt-2 text-note text-muted">
          {conditions(run)}
          {verdict.damage.lower !== null && verdict.damage.upper !== null && (
            <>
              ; 95 % interval {times(verdict.damage.lower)} to {times(verdict.damage.upper)}
            </>
          )}
          . {controlWords(report, run)}
        </p>
      </div>
      {standing && standing.total > 1 && <StandingStrip report={report} standing={standing} />}
    </section>
  )
}

function Number({ value }: { value: number | null }) {
  return <strong className="tabular whitespace-nowrap">{value === null ? 'not finite' : readable(value)}</strong>
}

/** What was set to zero; of a set's member also what it does alone. */
function removedWords({ set, verdict, report }: ReportRecord, member: number | null): React.ReactNode {
  const size = report.members.length
  if (size === 1) return 'when this one number is set to zero'
  const all = size === 2 ? 'both numbers are' : `all ${size} numbers are`
  if (member === null) return `when ${all} set to zero together`
  const alone = verdict.members[member]?.alone
  return (
    <>
      when {size === 2 ? 'both numbers' : `all ${size} numbers`} of{' '}
      {set ? (
        <Link href={`/sets/${set}`} className="link tabular">
          {set}
        </Link>
      ) : (
        'its set'
      )}{' '}
      are set to zero together; this one alone {alone ? <strong>{ratioWords(alone)}</strong> : 'was not measured'}
    </>
  )
}

const conditions = (run: PerplexityRun) =>
  `${count(run.windows)} windows of ${count(run.window_tokens)} tokens of ${run.corpus.id}`

/** The comparison that makes the figure mean something: other large weights do nothing. */
function controlWords({ verdict, report }: ReportRecord, run: PerplexityRun): string {
  if (verdict.control_ratio === null) return ''
  const { drawn } = controlSummary(run, protocolOf(report.protocol.sha256))
  return `${plural(drawn, 'other large weight')} of the same ${new Set(report.members.map(({ tensor }) => tensor)).size === 1 ? 'tensor' : 'tensors'}: at most ${times(verdict.control_ratio)}.`
}

/** Where it stands among all verified records. */
function StandingStrip({ report, standing: { damages, total, below } }: { report: ReportRecord; standing: Standing }) {
  const { accepted } = report.verdict
  // This one is among the verified ones where it is verified.
  const others = accepted ? total - 1 : total
  const words = `R larger than that of ${below} of the ${accepted ? `${others} other` : others} verified super weights and sets`
  return (
    <div className="min-w-0">
      <p className="text-note text-muted">{others === 1 ? 'Beside the other verified one' : `${words}.`}</p>
      <Strip
        id="standing"
        description={`${words}.`}
        scale="log"
        own={damageOf(report.verdict)}
        others={damages}
        write={times}
      />
    </div>
  )
}
