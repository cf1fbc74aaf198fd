import Link from 'next/link'
import { Notice } from '@/components/site/notice'

/** Stands at the head of every version but the latest: what it says was true then, and where it goes on. */
export function OldVersion({
  url,
  name,
  version,
  latest,
}: {
  url: string
  name: string
  version: number
  latest: number
}) {
  if (version === latest) return null
  return (
    <Notice title={`This is version ${version} of ${latest}: it has been replaced`} role="note">
      It stays here as it was written, so that whoever cited it is understood. What is known today is in{' '}
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
