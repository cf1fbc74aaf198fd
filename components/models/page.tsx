import { DemoMark } from '@/components/status/demo-mark'
import { PageHead } from '@/components/site/page'
import { Empty } from '@/components/site/empty'
import { ExternalLink } from '@/components/text/external-link'
import { Section } from '@/components/text/section'
import { hubPage } from '@/components/text/hub-url'
import { plural } from '@/components/text/format'
import { History, type HistoryEntry } from '@/components/records/history'
import { OldVersion } from '@/components/records/old-version'
import Link from 'next/link'
import { Descendants } from '@/components/descendants/matrix'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import type { ModelRecord } from '@/lib/models/schema'
import type { ModelSource } from '@/lib/claims/sources-of-model'
import type { ReportedModel } from '@/lib/literature/reported'
import { PublishedEffects } from '@/components/literature/effects'
import { UnitClaims } from '@/components/literature/unit-claims'
import { Checkpoints } from './checkpoints'
import { Published, withoutTable1 } from './published'
import { LayerRecords } from './layer-records'
import { SetList } from './set-list'

/** One model: its records by layer, the checkpoints read, and what others published about it. */
export function ModelPage({
  model,
  published,
  sources,
  history,
  descendants,
}: {
  model: ModelRecord
  published: ReportedModel | null
  sources: readonly ModelSource[]
  /** Versions of the record, latest first. */
  history: readonly HistoryEntry[]
  /** What models made from it store; absent where nothing of it is verified. */
  descendants?: DescendantsRecord | null
}) {
  const hub = hubPage(model.repo)
  const verified = model.verified_count
  const negatives = model.weights.filter((weight) => weight.published_as_negative && !weight.verified).length
  return (
    <>
      <PageHead
        kicker={
          <>
            <Link href="/models" className="link">
              Models
            </Link>{' '}
            / {model.display_name ?? model.repo}
          </>
        }
        title={
          <span className="wrap-break-word">
            {model.repo}
            <DemoMark repo={model.repo} />
          </span>
        }
      >
        <p>
          {plural(model.weight_count, 'coordinate')} on record
          {negatives > 0 && `, ${negatives} of them published as negative`},{' '}
          {verified === 0 ? 'none verified here yet' : `${verified} verified here`}.{' '}
          <Link href={`/keep?${new URLSearchParams({ repo: model.repo })}`} className="link">
            Which weights to keep
          </Link>
          .{' '}
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
      <Section id="records" title="Records by layer">
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
            {model.claims.length > 0
              ? 'What is published about this model names no scalar: see below.'
              : 'Nobody has claimed a coordinate of this model.'}{' '}
            <Link href={`/submit?repo=${encodeURIComponent(model.repo)}`} className="link">
              Submit one, or let the registry find it
            </Link>
            .
          </Empty>
        )}
      </Section>
      <SetList model={model} />
      {descendants && <Descendants known={descendants} />}
      <UnitClaims repo={model.repo} claims={model.claims} />
      <PublishedEffects effects={published ? withoutTable1(model.effects, published) : model.effects} />
      <Section id="checkpoints" title="Checkpoints read">
        <Checkpoints model={model} />
      </Section>
      {published && <Published published={published} />}
      {sources.length > 0 && <Sources sources={sources} />}
      {history.length > 0 && <History history={history} shown={model.version} />}
    </>
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
