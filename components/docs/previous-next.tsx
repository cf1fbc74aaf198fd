import { Link } from '@/components/site/link'
import type { ContentPage } from '@/lib/docs/pages'

/** The pages before and after this one, in reading order. */
export function PreviousNext({ pages, slug }: { pages: readonly ContentPage[]; slug: string }) {
  const at = pages.findIndex((page) => page.slug === slug)
  const [previous, next] = [pages[at - 1], pages[at + 1]]
  return (
    <nav
      aria-label="Previous and next page"
      className="mt-16 flex max-w-(--container-prose) flex-wrap justify-between gap-x-8 gap-y-4 border-t border-rule pt-5 print:hidden"
    >
      {previous && <To page={previous} words="Previous" />}
      {next && <To page={next} words="Next" className="ml-auto text-right" />}
    </nav>
  )
}

function To({
  page: { slug, title },
  words,
  className = '',
}: {
  page: ContentPage
  words: string
  className?: string
}) {
  return (
    <p className={className}>
      <span className="block text-note text-muted">{words}</span>
      <Link href={`/docs/${slug}`} className="link font-serif text-[1.125rem]">
        {title}
      </Link>
    </p>
  )
}
