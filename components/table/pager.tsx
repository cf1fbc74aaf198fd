import { Link } from '@/components/site/link'

/** Keyset paging: to the next page or back to the start. There are no page numbers because the list changes while it is read. */
export function Pager({ start, next }: { start: string | null; next: string | null }) {
  if (!start && !next) return null
  return (
    <nav aria-label="Pages" className="mt-6 flex justify-between text-[0.9375rem] print:hidden">
      {start ? (
        <Link href={start} className="link">
          Back to the start
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link href={next} rel="next" className="link">
          Next page
        </Link>
      )}
    </nav>
  )
}
