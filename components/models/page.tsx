import { PageHead } from '@/components/site/page'
import { Empty } from '@/components/site/empty'
import { Out } from '@/components/text/out'
import { Section } from '@/components/text/section'
import { hubPage } from '@/components/text/hub-url'
import { plural } from '@/components/text/format'
import Link from 'next/link'
import type { ModelRecord } from '@/lib/models/schema'
import type { ReportedModel } from '@/lib/claims/reported'
import { Checkpoints } from './checkpoints'
import { Published } from './published'
import { LayerRecords } from './layer-records'

/** One model: its records by layer, the checkpoints read, and what others published about it. */
export function ModelPage({ model, published }: { model: ModelRecord; published: ReportedModel | null }) {
  const hub = hubPage(model.repo)
  const verified = model.verified_count
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
        title={<span className="wrap-break-word">{model.repo}</span>}
      >
        <p>
          {plural(model.weight_count, 'coordinate')} on record, {verified === 0 ? 'none verified here yet' : `${verified} verified here`}. {hub ? <Out href={hub}>Model card on the Hub</Out> : 'A demonstration model, served by this registry’s own hub.'}
        </p>
      </PageHead>
      <Section id="records" title="Records by layer">
        {model.weights.length > 0 ? (
          <>
            <LayerRecords model={model} />
            {model.weight_count > model.weights.length && (
              <p className="mt-3 text-note text-muted">
                The first {model.weights.length} are shown. <Link href={`/weights?${new URLSearchParams({ repo: model.repo, sort: 'layer' })}`} className="link">All {model.weight_count}</Link>
              </p>
            )}
          </>
        ) : (
          <Empty title="No coordinate yet">
            Nobody has claimed one of this model. <Link href={`/submit?repo=${encodeURIComponent(model.repo)}`} className="link">Submit one</Link>.
          </Empty>
        )}
      </Section>
      <Section id="checkpoints" title="Checkpoints read">
        <Checkpoints model={model} />
      </Section>
      {published && <Published published={published} />}
    </>
  )
}
