import { Link } from '@/components/site/link'
import { Notice } from '@/components/site/notice'

/**
 * Says what was wrong with a list's address.
 * @param shown whether the list is there all the same
 */
export function ListProblem({ problem, start, shown }: { problem: string | null; start: string; shown: boolean }) {
  if (!problem) return null
  return (
    <div className="mt-6">
      <Notice
        role="alert"
        title={
          shown
            ? 'Part of this page’s address is invalid and was ignored'
            : 'This page’s address is invalid, so there is no list'
        }
      >
        {problem}{' '}
        <Link href={start} className="link">
          Start again
        </Link>
      </Notice>
    </div>
  )
}
