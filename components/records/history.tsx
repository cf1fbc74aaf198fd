import { Link } from '@/components/site/link'
import { Time } from '@/components/text/time'
import { Section } from '@/components/text/section'
import type { VersionChanges } from '@/lib/records/compare-versions'
import { Changes } from './changes'

/** One entry of a record's history. */
export interface HistoryEntry {
  readonly version: number
  /** Its own address. */
  readonly url: string
  /** Why it was written, in plain words. */
  readonly reason: string
  readonly createdAt: Date
}

export interface HistoryProps {
  readonly history: readonly HistoryEntry[]
  /** The version that the page shows. */
  readonly shown: number
  /** What it changed since an earlier one. */
  readonly changes?: VersionChanges | null
}

/** The shown version's page with its differences from another one. */
function compareUrl(history: readonly HistoryEntry[], shown: number, since: number): string {
  return `${history.find(({ version }) => version === shown)?.url ?? ''}?since=${since}#changes`
}

/** Every version of a record, with its reason and its address. */
export function History({ history, shown, changes = null }: HistoryProps) {
  const oldest = history.at(-1)
  return (
    <Section
      id="history"
      title="History"
      intro="A record is never overwritten. Each change makes a new version, and every version keeps its own address, as JSON too."
    >
      <ol className="text-[0.9375rem] leading-6">
        {history.map(({ version, url, reason, createdAt }) => (
          <li
            key={version}
            aria-current={version === shown ? 'true' : undefined}
            className="grid gap-x-6 border-t border-rule py-2 first:border-t-0 first:pt-0 sm:grid-cols-[10rem_7.5rem_minmax(0,1fr)]"
          >
            <span>
              <Link href={url} className="link">
                Version {version}
              </Link>
              {version === shown && <span className="text-muted"> (shown)</span>}
            </span>
            <span className="text-muted">
              <Time at={createdAt.toISOString()} />
            </span>
            <span className="min-w-0 wrap-break-word">
              {reason}
              {version !== shown && (
                <>
                  {' '}
                  <a href={compareUrl(history, shown, version)} className="link text-note whitespace-nowrap">
                    compare
                  </a>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {changes && (
        <div id="changes" className="mt-8 scroll-mt-6">
          <h3 className="mb-3 text-[1.1875rem]">
            Changed from version {changes.since} to {changes.version}
          </h3>
          <Changes changes={changes} />
        </div>
      )}
      {oldest && oldest.version > 1 && (
        <p className="mt-3 text-note text-muted">
          Older ones keep their addresses too, back to {oldest.url.replace(/\d+$/, '1')}.
        </p>
      )}
    </Section>
  )
}
