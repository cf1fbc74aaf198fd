import Link from 'next/link'
import { Notice } from '@/components/site/notice'

/** Reports an invalid part of a list's address. */
export function ListProblem({ problem, start }: { problem: string | null; start: string }) {
  if (!problem) return null
  return (
    <div className="mt-6">
      <Notice role="alert" title="Part of this page’s address is invalid and was ignored">
        {problem}{' '}
        <Link href={start} className="link">
          Start again
        </Link>
      </Notice>
    </div>
  )
}
