import { Link } from '@/components/site/link'
import { Notice } from '@/components/site/notice'
import { submitLink } from '@/components/weights/submit-link'
import { printStored } from '@/lib/coordinates'
import type { SetRecord } from '@/lib/sets/schema'

/** Says that a set without a report was not measured, and how to get it measured. */
export function UnverifiedSet({ set }: { set: SetRecord }) {
  if (set.reports.length > 0) return null
  const reasons = [set.missing['commit'], set.missing['class']].filter((reason) => reason !== undefined)
  return (
    <Notice title={`${set.claims.length > 0 ? 'Published' : 'Claimed'}, not verified here`} quiet>
      <p>This registry has not measured what removing these weights does. No figure about it on this page is ours.</p>
      <ul className="mt-1 list-disc pl-5">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="mt-2 print:hidden">
        <Link href={submitLink(set.repo, set.members.map(printStored), set.commit)} className="link font-semibold">
          Submit all of them for verification
        </Link>
      </p>
    </Notice>
  )
}
