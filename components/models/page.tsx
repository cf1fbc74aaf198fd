import { DemoMark } from '@/components/status/demo-mark'
import { PageHead } from '@/components/site/page'
import { Empty } from '@/components/site/empty'
import { ExternalLink } from '@/components/text/external-link'
import { RepoName } from '@/components/text/repo-name'
import { Section } from '@/components/text/section'
import { damageOf } from '@/lib/protocol'
import { hubPage } from '@/components/text/hub-url'
import { plural } from '@/components/text/format'
import { History, type HistoryEntry } from '@/components/records/history'
import { OldVersion } from '@/components/records/old-version'
import { Link } from '@/components/site/link'
import { Descendants } from '@/components/descendants/matrix'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import type { ModelFacts } from '@/lib/models/facts'
import type { ModelRecord } from '@/lib/models/schema'
import type { ModelSource } from '@/lib/claims/sources-of-model'
import type { KeepAnswer } from '@/lib/keep/answers/schema'
import type { VersionChanges } from '@/lib/records/compare-versions'
import type { ReportRecord } from '@/lib/reports/schema'
import type { Tried } from '@/lib/submissions/tried'
import type { WithdrawnRecord } from '@/lib/challenges/withdrawn-of-model'
import type { ReportedModel } from '@/lib/literature/reported'
import { PublishedEffects } from '@/components/literature/effects'
import { UnitClaims } from '@/components/literature/unit-claims'
import { Checkpoints } from './checkpoints'
import { Published, withoutTable1 } from './published'
import { LayerRecords } from './layer-records'
import { ModelAnswer } from './answer'
import { Depth } from './depth'
import { EffectsBeside } from './effects-beside'
import { PromptSpikes } from './prompt-spikes'
import { TriedSection } from './tried'
import { WithdrawnSection } from './withdrawn'

export interface ModelPageProps {
  readonly model: ModelRecord
  readonly published: ReportedModel | null
  readonly sources: readonly ModelSource[]
  /** Versions of the record, latest first. */
  readonly history: readonly HistoryEntry[]
  /** What models made from it store; absent where nothing of it is verified. */
  readonly descendants?: DescendantsRecord | null
  /** Which of its weights to keep; absent with an older version. */
  readonly answer?: KeepAnswer | null
  /** The latest report of each subject. */
  readonly reports?: readonly ReportRecord[]
  readonly tried?: readonly Tried[]
  readonly withdrawn?: readonly WithdrawnRecord[]
  readonly facts?: ModelFacts | null
  /** Models on record that it was made from. */
  readonly bases?: readonly string[]
  /** What this version changed since the one before, or since the one that the address asks for. */
  readonly changes?: VersionChanges | null
}

/** One model: which weights to keep first; then its records by depth, what was measured and published, and what was tried in vain. */
export function ModelPage({
  model,
  published,
  sources,
  history,
  descendants,
  answer = null,
  reports = [],
  tried = [],
  withdrawn = [],
  facts = null,
  bases = [],
  changes = null,
}: ModelPageProps) {
  const strongest = strongestOf(reports)
  const hub = hubPage(model.repo)
  const verified = model.verified_count
  const negatives = model.weights.filter((weight) => weight.published_as_negative && !weight.verified).length
  return (
    <>
      <PageHead
        kicker={model.display_name}
        title={
          <span className="wrap-break-word">
            <RepoName repo={model.repo} />
            <DemoMark repo={model.repo} />
          </span>
        }
      >
        <p>
          {plural(model.weight_count, 'coordinate')} on record
          {negatives > 0 && `, ${negatives} of them published as negative`},{' '}
          {verified === 0 ? 'none verified here yet' : `${verified} verified here`}.{' '}
          {bases.length > 0 && <MadeFrom bases={bases} />}
          {hub ? (
            <ExternalLink href={hub}>Model card on the Hub</ExternalLink>
          ) : (
            'A demonstration model, served by this registry’s own hub and not included in its counts.'
          )}
        </p>
      </PageHead>
      <div className="mt-6 empty:hidden">
        <OldVersion
          url={model.url}
          name={model.repo}
          version={model.version}
          latest={history[0]?.version ?? model.version}
        />
      </div>
      {answer && <ModelAnswer answer={answer} />}
      <Depth model={model} facts={facts} report={strongest} />
      <Section id="records" title="Records">
        {model.weights.length > 0 ? (
          <>
            <LayerRecords model={model} />
            {model.weight_count > model.weights.length && (
              <p className="mt-3 text-note text-muted">
                The first {model.weights.length} are shown.{' '}
                <Link href={`/weights?${new URLSearchParams({ repo: model.repo, sort: 'layer' })}`} className="link">
                  All {model.weight_count}
                </Link>
              </p>
            )}
          </>
        ) : (
          <Empty title="No coordinate yet">
            {whyEmpty(model, withdrawn)}{' '}
            <Link href={`/submit?repo=${encodeURIComponent(model.repo)}`} className="link">
              Submit one, or let the registry find it
            </Link>
            .
          </Empty>
        )}
      </Section>
      {strongest && <PromptSpikes record={strongest} />}
      <EffectsBeside effects={model.effects} reports={reports} />
      <TriedSection tried={tried} records={answer?.not_needed ?? []} />
      <WithdrawnSection records={withdrawn} />
      {descendants && <Descendants known={descendants} />}
      <UnitClaims repo={model.repo} claims={model.claims} />
      <PublishedEffects effects={published ? withoutTable1(model.effects, published) : model.effects} />
      <Section id="checkpoints" title="Checkpoints read">
        <Checkpoints model={model} />
      </Section>
      {published && <Published published={published} />}
      {sources.length > 0 && <Sources sources={sources} />}
      {history.length > 0 && <History history={history} shown={model.version} changes={changes} />}
    </>
  )
}

function whyEmpty({ claims }: ModelRecord, withdrawn: readonly WithdrawnRecord[]): string {
  if (withdrawn.length > 0) return 'What was on record of this model was withdrawn: see below.'
  if (claims.length > 0) return 'What is published about this model names no scalar: see below.'
  return 'Nobody has claimed a coordinate of this model.'
}

function MadeFrom({ bases }: { bases: readonly string[] }) {
  return (
    <>
      By the Hub’s tags it was made from{' '}
      {bases.map((base, i) => (
        <span key={base}>
          {i > 0 && ', '}
          <Link href={`/models/${base}`} className="link">
            {base}
          </Link>
        </span>
      ))}
      .{' '}
    </>
  )
}

/** The accepted report with the largest damage. */
function strongestOf(reports: readonly ReportRecord[]): ReportRecord | null {
  return (
    reports
      .filter(({ verdict }) => verdict.accepted)
      .toSorted((a, b) => damageOf(b.verdict) - damageOf(a.verdict))[0] ?? null
  )
}

function Sources({ sources }: { sources: readonly ModelSource[] }) {
  return (
    <Section
      id="sources"
      title="Sources"
      intro="Publications about coordinates of this model. Each record shows what they say."
    >
      <ul className="space-y-2">
        {sources.map(({ key, citation, url }) => (
          <li key={key} className="max-w-prose">
            <ExternalLink href={url}>{citation}</ExternalLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
