import { Link } from '@/components/site/link'
import { Page, PageHead } from '@/components/site/page'
import type { KnownVersions } from '@/lib/records/known-versions'

/** The page for a version that does not exist: which ones do. */
export function NoSuchVersion({ known: { name, version, latest, urls } }: { known: KnownVersions }) {
  return (
    <Page>
      <PageHead kicker="404" title={`${name} has no version ${version}`}>
        <p>
          {latest === 1 ? 'Only version 1 exists.' : `Versions 1 ${latest === 2 ? 'and' : 'to'} ${latest} exist.`} Every
          version keeps its own address, and numbers are never reused.
        </p>
        <ul className="mt-4 space-y-1">
          <li>
            <Link href={urls.latest} className="link">
              Version {latest}, the latest
            </Link>
          </li>
          {latest > 1 && (
            <li>
              <Link href={urls.first} className="link">
                Version 1, the first
              </Link>
            </li>
          )}
        </ul>
      </PageHead>
    </Page>
  )
}
