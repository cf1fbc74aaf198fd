import { Link } from '@/components/site/link'
import { Notice } from '@/components/site/notice'

/** Heads every version but the latest: it was true then, and here is the latest. */
export function OldVersion({
  url,
  name,
  version,
  latest,
  withdrawn = false,
}: {
  url: string
  name: string
  version: number
  latest: number
  /** Whether the record was withdrawn since. */
  withdrawn?: boolean
}) {
  if (version === latest) return null
  if (withdrawn)
    return (
      <Notice title="This record was withdrawn. Do not use it." role="note">
        This is version {version} of {latest}, kept as it was written, so that citations of it can be followed. Read{' '}
        <Link href={url} className="link font-semibold">
          why {name} was withdrawn
        </Link>
        .
      </Notice>
    )
  return (
    <Notice title={`This is version ${version} of ${latest}; it has been superseded`} role="note">
      It is kept as it was written, so that citations of it stay valid. The current state is in{' '}
      <Link href={url} className="link font-semibold">
        {name}, version {latest}
      </Link>
      ; the{' '}
      <Link href={`${url}#history`} className="link">
        history
      </Link>{' '}
      says what changed.
    </Notice>
  )
}
