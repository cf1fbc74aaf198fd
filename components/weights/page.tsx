import { Link } from '@/components/site/link'
import { ChallengedNotice } from '@/components/challenges/notice'
import { Challenges } from '@/components/challenges/of-record'
import { Tombstone } from '@/components/challenges/tombstone'
import { PublishedEffects } from '@/components/literature/effects'
import { Cite } from '@/components/records/cite'
import { History, type HistoryEntry } from '@/components/records/history'
import { OldVersion } from '@/components/records/old-version'
import { PositionMap } from '@/components/plots/position-map'
import { Headline } from '@/components/reports/headline'
import { PublishedHeadline } from '@/components/records/published-headline'
import { Checks, Damage } from '@/components/reports/proof'
import { MemberPlots } from '@/components/reports/evidence-plots'
import { Recipes } from '@/components/recipes/section'
import { ReportList } from '@/components/reports/report-list'
import { Reproductions } from '@/components/reproductions/section'
import { PageHead } from '@/components/site/page'
import { DemoMark, DemoNote } from '@/components/status/demo-mark'
import { LevelBadge } from '@/components/status/level'
import { ClassBadge } from '@/components/status/weight-class'
import { axesOf } from '@/components/text/axes'
import { Breakable } from '@/components/text/coordinate'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import { Descendants } from '@/components/descendants/matrix'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import type { VersionChanges } from '@/lib/records/compare-versions'
import type { Standing } from '@/lib/records/standing'
import type { ReportRecord } from '@/lib/reports/schema'
import type { SignedRun } from '@/lib/reports/signed-runs'
import type { SubmissionSummary } from '@/lib/submissions/summary'
import type { RelatedWeights } from '@/lib/weights/related'
import type { WeightRecord } from '@/lib/weights/schema'
import { Claims } from './claims'
import { ClaimsTable } from './claims-table'
import { Dispute } from './dispute'
import { LevelLadder } from './level-ladder'
import { Readings } from './readings'
import { Related } from './related'
import { SubmissionList } from './submissions'
import { Unverified } from './unverified'
import { Use } from './usage'

export interface WeightPageProps {
  readonly weight: WeightRecord
  /** The latest report of this version. */
  readonly report: ReportRecord | null
  readonly origin: string
  /** Versions of the record, latest first. */
  readonly history: readonly HistoryEntry[]
  /** Its submissions, in their current state. */
  readonly submissions: readonly SubmissionSummary[]
  /** What models made from its model store; absent where it is not verified. */
  readonly descendants?: DescendantsRecord | null
  /** How its damage compares with that of all verified records; absent where nothing was measured. */
  readonly standing?: Standing | null
  readonly related?: RelatedWeights | null
  /** Runs that others signed, of the latest version. */
  readonly runs?: readonly SignedRun[]
  /** Whether the record is withdrawn now, also where an older version is shown. */
  readonly withdrawn?: boolean
  /** What this version changed since the one before, or since the one that the address asks for. */
  readonly changes?: VersionChanges | null
}

/** A weight's record: the damage first, then what it is, how good the evidence is, and how to use it; then the proof. */
export function WeightPage({
  weight,
  report,
  origin,
  history,
  submissions,
  descendants,
  standing = null,
  related,
  runs = [],
  withdrawn = false,
  changes = null,
}: WeightPageProps) {
  const latest = history[0]?.version ?? weight.version
  const head = <PageHead kicker={<Kicker weight={weight} />} title={<Title weight={weight} />} />
  if (weight.withdrawn)
    return (
      <Tombstone record={{ ...weight, withdrawn: weight.withdrawn }} head={head} history={history} changes={changes} />
    )
  return (
    <article>
      {head}
      <p className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-[1.0625rem]">
        <span>
          <span className="text-muted">Evidence level</span> <LevelBadge level={weight.level} />
        </span>
        <span>
          <span className="text-muted">Class</span>{' '}
          <ClassBadge value={weight.class} none={weight.reports.length > 0 ? 'none' : 'not measured'} />
        </span>
      </p>
      <DemoNote repo={weight.repo} />
      <div className="mt-6 space-y-3 empty:hidden">
        <OldVersion url={weight.url} name={weight.id} version={weight.version} latest={latest} withdrawn={withdrawn} />
        <ChallengedNotice challenges={weight.challenges} />
        <Dispute weight={weight} />
        {weight.version === latest && <Unverified weight={weight} submissions={submissions} />}
      </div>
      {report ? (
        <Headline report={report} member={Math.max(0, report.weights.indexOf(weight.id))} standing={standing} />
      ) : (
        <PublishedHeadline effects={weight.effects} own={[weight.id]} />
      )}
      <FirstScreen weight={weight} origin={origin} />
      {report ? <Evidence weight={weight} report={report} /> : <Place weight={weight} />}
      <Recipes subject={{ ...weight, weights: [weight] }} />
      <PublishedEffects effects={weight.effects} own={[weight.id]} />
      <Section
        id="claims"
        title="Claims and sources"
        intro="A claim is what one person or paper says; this record is computed from all claims and reports."
      >
        <ClaimsTable weight={weight} />
        <Claims claims={weight.claims} />
      </Section>
      {submissions.length > 0 && (
        <Section id="submissions" title="Submissions of it">
          <SubmissionList submissions={submissions} />
        </Section>
      )}
      {weight.sets.length > 0 && <Sets weight={weight} />}
      {related && <Related weight={weight} related={related} />}
      {weight.reports.length > 0 && (
        <Section id="reports" title="Reports">
          <ReportList reports={weight.reports} />
        </Section>
      )}
      {report && !report.reproduction && weight.version === latest && (
        <Reproductions record={weight.id} own={report} runs={runs} />
      )}
      {descendants && <Descendants known={descendants} only={[weight.id]} />}
      <Challenges record={weight.id} challenges={weight.challenges} closed={withdrawn} />
      <Section id="cite" title="Cite this version">
        <Cite record={weight} subject={weight.spellings.stored} origin={origin} />
      </Section>
      <History history={history} shown={weight.version} changes={changes} />
    </article>
  )
}

function Kicker({ weight }: { weight: WeightRecord }) {
  return (
    <>
      <span className="tabular">{weight.id}</span>, version {weight.version} of <Time at={weight.updated_at} />
    </>
  )
}

function Title({ weight }: { weight: WeightRecord }) {
  return (
    <>
      <span className="block text-[1.25rem] leading-8 text-muted sm:text-[1.375rem]">
        {weight.repo}
        <DemoMark repo={weight.repo} />
      </span>
      <code className="mt-1 block font-mono text-[1.375rem] leading-snug tracking-tight wrap-break-word sm:text-[1.75rem]">
        <Breakable text={weight.spellings.paper} />
      </code>
    </>
  )
}

function FirstScreen({ weight, origin }: { weight: WeightRecord; origin: string }) {
  const parts = [
    ['what', 'What it is', <Readings key="what" weight={weight} />],
    ['sure', 'How far it is checked', <LevelLadder key="sure" level={weight.level} />],
    ['use', 'How to use it', <Use key="use" weight={weight} origin={origin} />],
  ] as const
  return (
    <div className="mt-8 grid gap-x-12 gap-y-10 md:grid-cols-2 lg:grid-cols-[1.15fr_0.85fr_1fr]">
      {parts.map(([id, title, content]) => (
        <section key={id} aria-labelledby={id} className="min-w-0">
          <h2 id={id} className="mb-3 border-b border-edge pb-2 text-[1.1875rem]">
            {title}
          </h2>
          {content}
        </section>
      ))}
    </div>
  )
}

function Evidence({ weight, report }: { weight: WeightRecord; report: ReportRecord }) {
  const index = Math.max(0, report.weights.indexOf(weight.id))
  return (
    <>
      <Section id="damage" title={damageTitle(report)} intro={report.verdict.summary}>
        <Damage report={report} />
      </Section>
      <Section id="evidence" title="Where it is, and what it makes">
        <MemberPlots report={report.report} index={index} />
      </Section>
      <Checks report={report} />
    </>
  )
}

function damageTitle({ report: { members } }: ReportRecord): string {
  if (members.length === 1) return 'What removing it does'
  return `What removing ${members.length === 2 ? 'both' : `all ${members.length}`} weights of its set does`
}

/** Where a weight is that was read and not measured. */
function Place({ weight: { shape, row, col, output_channel: channel, tensor } }: { weight: WeightRecord }) {
  if (shape === null) return null
  return (
    <Section id="place" title="Where it is">
      <div className="max-w-md">
        <PositionMap
          id="place-0"
          tensor={tensor}
          shape={shape}
          axes={axesOf(row, channel)}
          points={[{ row, col, name: `${row}, ${col}` }]}
        />
      </div>
    </Section>
  )
}

function Sets({ weight }: { weight: WeightRecord }) {
  return (
    <Section id="sets" title="Sets it belongs to" intro="Some super weights wreck their model only together.">
      <ul className="space-y-1">
        {weight.sets.map((set) => (
          <li key={set.id}>
            <Link href={`/sets/${set.id}`} className="link tabular">
              {set.id}
            </Link>{' '}
            <ClassBadge value={set.class} none="none" several />
          </li>
        ))}
      </ul>
    </Section>
  )
}
