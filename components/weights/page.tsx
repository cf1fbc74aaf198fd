import Link from 'next/link'
import { PublishedEffects } from '@/components/literature/effects'
import { Cite } from '@/components/records/cite'
import { History, type HistoryEntry } from '@/components/records/history'
import { OldVersion } from '@/components/records/old-version'
import { ChecksTable } from '@/components/reports/checks-table'
import { DamagePlot, SpikePlots } from '@/components/reports/evidence-plots'
import { RerunCommand } from '@/components/reports/run-again'
import { ReportList } from '@/components/reports/report-list'
import { PageHead } from '@/components/site/page'
import { DemoMark, DemoNote } from '@/components/status/demo-mark'
import { LevelBadge } from '@/components/status/level'
import { ClassBadge } from '@/components/status/weight-class'
import { Breakable } from '@/components/text/coordinate'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import { Descendants } from '@/components/descendants/matrix'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import type { ReportRecord } from '@/lib/reports/schema'
import type { SubmissionSummary } from '@/lib/submissions/summary'
import type { WeightRecord } from '@/lib/weights/schema'
import { Claims } from './claims'
import { Dispute } from './dispute'
import { LevelLadder } from './level-ladder'
import { Readings } from './readings'
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
}

/** A weight's record. The first screen answers three questions: what it is, how good the evidence is, how to use it. */
export function WeightPage({ weight, report, origin, history, submissions, descendants }: WeightPageProps) {
  const latest = history[0]?.version ?? weight.version
  return (
    <article>
      <PageHead kicker={<Kicker weight={weight} />} title={<Title weight={weight} />} />
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
        <OldVersion url={weight.url} name={weight.id} version={weight.version} latest={latest} />
        <Dispute weight={weight} />
        {weight.version === latest && <Unverified weight={weight} submissions={submissions} />}
      </div>
      <FirstScreen weight={weight} origin={origin} />
      {report && <Evidence weight={weight} report={report} />}
      <PublishedEffects effects={weight.effects} own={[weight.id]} />
      <Section
        id="claims"
        title="Claims and sources"
        intro="A claim is what one person or paper says; this record is computed from all claims and reports."
      >
        <Claims claims={weight.claims} />
      </Section>
      {submissions.length > 0 && (
        <Section id="submissions" title="Submissions of it">
          <SubmissionList submissions={submissions} />
        </Section>
      )}
      {weight.sets.length > 0 && <Sets weight={weight} />}
      {weight.reports.length > 0 && (
        <Section id="reports" title="Reports">
          <ReportList reports={weight.reports} />
        </Section>
      )}
      {descendants && <Descendants known={descendants} only={[weight.id]} />}
      <Section id="cite" title="Cite this version">
        <Cite record={weight} subject={weight.spellings.stored} origin={origin} />
      </Section>
      <History history={history} shown={weight.version} />
    </article>
  )
}

function Kicker({ weight }: { weight: WeightRecord }) {
  return (
    <>
      <Link href="/weights" className="link">
        Weights
      </Link>{' '}
      / <span className="tabular">{weight.id}</span>, version {weight.version} of <Time at={weight.updated_at} />
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
  const { members } = report.report
  return (
    <>
      <Section id="evidence" title="Evidence" intro={report.verdict.summary}>
        <SpikePlots report={report.report} index={index} />
      </Section>
      <Section
        id="damage"
        title={
          members.length === 1
            ? 'What removing it does'
            : `What removing ${members.length === 2 ? 'both' : `all ${members.length}`} weights of its set does`
        }
      >
        <div className="max-w-2xl">
          <DamagePlot record={report} />
        </div>
      </Section>
      <Section id="checks" title="Checks">
        <ChecksTable
          checks={report.verdict.checks}
          members={members.map((m) => `layer ${m.layer} [${m.row}, ${m.col}]`)}
        />
        <p className="mt-3 text-note text-muted">
          From the latest report,{' '}
          <Link href={`/reports/${report.sha256}`} className="link font-mono">
            {report.sha256.slice(0, 10)}
          </Link>
          , which has all numbers. To repeat its measurement:
        </p>
        <div className="mt-3">
          <RerunCommand report={report.report} />
        </div>
      </Section>
    </>
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
