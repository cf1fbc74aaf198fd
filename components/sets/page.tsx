import { printStored } from '@/lib/coordinates'
import { Link } from '@/components/site/link'
import { ChallengedNotice } from '@/components/challenges/notice'
import { Challenges } from '@/components/challenges/of-record'
import { Tombstone } from '@/components/challenges/tombstone'
import { PublishedEffects } from '@/components/literature/effects'
import { Cite } from '@/components/records/cite'
import { History, type HistoryEntry } from '@/components/records/history'
import { OldVersion } from '@/components/records/old-version'
import { Recipes } from '@/components/recipes/section'
import { Headline } from '@/components/reports/headline'
import { PublishedHeadline } from '@/components/records/published-headline'
import { AllMembers, Checks, Damage } from '@/components/reports/proof'
import { ReportList } from '@/components/reports/report-list'
import { Reproductions } from '@/components/reproductions/section'
import { PageHead } from '@/components/site/page'
import { DemoMark, DemoNote } from '@/components/status/demo-mark'
import { LevelBadge } from '@/components/status/level'
import { ClassBadge } from '@/components/status/weight-class'
import { Breakable } from '@/components/text/coordinate'
import { Fact, Facts } from '@/components/text/facts'
import { plural } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import { Claims } from '@/components/weights/claims'
import { LevelLadder } from '@/components/weights/level-ladder'
import { SubmissionList } from '@/components/weights/submissions'
import { CommitLink } from '@/components/text/commit-link'
import { Descendants } from '@/components/descendants/matrix'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import type { VersionChanges } from '@/lib/records/compare-versions'
import type { Standing } from '@/lib/records/standing'
import type { ReportRecord } from '@/lib/reports/schema'
import type { SignedRun } from '@/lib/reports/signed-runs'
import type { RelatedSet } from '@/lib/sets/related'
import type { SubmissionSummary } from '@/lib/submissions/summary'
import type { SetRecord } from '@/lib/sets/schema'
import { Members } from './members'
import { Places } from './places'
import { RelatedSets } from './related'
import { UnverifiedSet } from './unverified'

export interface SetPageProps {
  readonly set: SetRecord
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
  readonly related?: readonly RelatedSet[]
  /** Runs that others signed, of the latest version. */
  readonly runs?: readonly SignedRun[]
  /** Whether the record is withdrawn now, also where an older version is shown. */
  readonly withdrawn?: boolean
  /** What this version changed since the one before, or since the one that the address asks for. */
  readonly changes?: VersionChanges | null
}

/** A set: weights that wreck their model only together. */
export function SetPage({
  set,
  report,
  origin,
  history,
  submissions,
  descendants,
  standing = null,
  related = [],
  runs = [],
  withdrawn = false,
  changes = null,
}: SetPageProps) {
  const own = set.members.map(({ id }) => id)
  const latest = history[0]?.version ?? set.version
  if (set.withdrawn)
    return (
      <Tombstone
        record={{ ...set, withdrawn: set.withdrawn }}
        head={<Title set={set} />}
        history={history}
        changes={changes}
      />
    )
  return (
    <article>
      <Head set={set} />
      <DemoNote repo={set.repo} />
      <div className="mt-6 space-y-3 empty:hidden">
        <OldVersion url={set.url} name={set.id} version={set.version} latest={latest} withdrawn={withdrawn} />
        <ChallengedNotice challenges={set.challenges} />
        <UnverifiedSet set={set} />
      </div>
      {report ? (
        <Headline report={report} member={null} standing={standing} />
      ) : (
        <PublishedHeadline effects={set.effects} own={own} />
      )}
      <Section id="members" title="Members">
        <Members set={set} />
      </Section>
      <About set={set} origin={origin} />
      {report && <Evidence report={report} />}
      <Recipes subject={{ ...set, weights: set.members.map((member) => ({ ...member, bits: null })) }} />
      <PublishedEffects effects={set.effects} own={own} />
      {set.claims.length > 0 && (
        <Section
          id="claims"
          title="Claims and sources"
          intro="Who published or claimed these coordinates together. Claims about single members are on their records."
        >
          <Claims claims={set.claims} ofSet />
        </Section>
      )}
      {submissions.length > 0 && (
        <Section
          id="submissions"
          title="Submissions of it"
          intro="Who submitted these members together, with source and note."
        >
          <SubmissionList submissions={submissions} words />
        </Section>
      )}
      {set.reports.length > 0 && (
        <Section id="reports" title="Reports">
          <ReportList reports={set.reports} />
        </Section>
      )}
      {report && !report.reproduction && set.version === latest && (
        <Reproductions record={set.id} own={report} runs={runs} />
      )}
      <RelatedSets sets={related} />
      {descendants && <Descendants known={descendants} only={own} />}
      <Challenges record={set.id} challenges={set.challenges} closed={withdrawn} />
      <Section id="cite" title="Cite this version">
        <Cite record={set} subject={set.members.map(printStored).join(', ')} origin={origin} />
      </Section>
      <History history={history} shown={set.version} changes={changes} />
    </article>
  )
}

function Title({ set }: { set: SetRecord }) {
  return (
    <PageHead
      kicker={
        <>
          Set <span className="tabular">{set.id}</span>, version {set.version} of <Time at={set.updated_at} />
        </>
      }
      title={
        <>
          <span className="block text-[1.25rem] leading-8 text-muted sm:text-[1.375rem]">
            {set.repo}
            <DemoMark repo={set.repo} />
          </span>
          {plural(set.members.length, 'weight')}, claimed together
        </>
      }
    />
  )
}

function Head({ set }: { set: SetRecord }) {
  return (
    <>
      <Title set={set} />
      <p className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-[1.0625rem]">
        <span>
          <span className="text-muted">Evidence level</span> <LevelBadge level={set.level} />
        </span>
        <span>
          <span className="text-muted">Class</span>{' '}
          <ClassBadge value={set.class} none={set.reports.length > 0 ? 'none' : 'not measured'} several />
        </span>
      </p>
    </>
  )
}

function About({ set, origin }: { set: SetRecord; origin: string }) {
  return (
    <div className="mt-12 grid gap-x-16 gap-y-10 md:grid-cols-2">
      <section aria-labelledby="sure">
        <h2 id="sure" className="mb-3 border-b border-edge pb-2 text-[1.1875rem]">
          Evidence
        </h2>
        <LevelLadder level={set.level} />
      </section>
      <section aria-labelledby="about">
        <h2 id="about" className="mb-3 border-b border-edge pb-2 text-[1.1875rem]">
          About it
        </h2>
        <Facts>
          <Fact name="Model">
            <Link href={`/models/${set.repo}`} className="link">
              {set.repo}
            </Link>
          </Fact>
          <Fact name="Commit" absent={set.missing['commit'] ?? 'no source names one'}>
            {set.commit === null ? null : <CommitLink repo={set.repo} commit={set.commit} />}
          </Fact>
          <Fact name="This record">
            <code className="font-mono text-[0.8125rem] wrap-anywhere">
              <Breakable text={`curl ${origin}/api/v1/sets/${set.id}`} />
            </code>{' '}
            <a href={`/api/v1/sets/${set.id}`} className="link text-note">
              JSON
            </a>
          </Fact>
        </Facts>
      </section>
    </div>
  )
}

function Evidence({ report }: { report: ReportRecord }) {
  return (
    <>
      <Section id="damage" title="What removing them does" intro={report.verdict.summary}>
        <Damage report={report} />
      </Section>
      <Section id="places" title="Where they are">
        <Places members={report.report.members} />
      </Section>
      <Section id="evidence" title="Evidence, member by member">
        <AllMembers report={report} withMap={false} />
      </Section>
      <Checks report={report} />
    </>
  )
}
