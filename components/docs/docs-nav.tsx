import { Link } from '@/components/site/link'
import { GROUPS } from '@/lib/docs/contents'
import type { ContentPage } from '@/lib/docs/pages'
import { sectionsOf, type Section } from '@/lib/docs/sections'

interface DocsNavProps {
  /** All pages of the documentation. */
  readonly pages: readonly ContentPage[]
  /** The one that is shown. */
  readonly current: ContentPage
}

/** The list of all pages beside the text, with the sections of the current one. */
export function DocsNav({ pages, current }: DocsNavProps) {
  const sections = sectionsOf(current.body)
  return (
    <nav
      aria-label="All docs"
      className="sticky top-6 hidden max-h-[calc(100dvh-3rem)] overflow-y-auto pb-6 text-[0.875rem] leading-5 lg:block print:hidden"
    >
      {GROUPS.map((group) => (
        <div key={group.title} className="mb-5">
          <p className="mb-1.5 text-note font-semibold">{group.title}</p>
          <ul className="space-y-0.5">
            {group.slugs.map((slug) => (
              <Entry key={slug} page={pages.find((one) => one.slug === slug)} current={current} sections={sections} />
            ))}
            {group.title === 'Reference' && (
              <li>
                <Link href="/errors" prefetch={false} className="block py-0.5 text-muted hover:text-accent">
                  Errors
                </Link>
              </li>
            )}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function Entry({
  page,
  current,
  sections,
}: {
  page: ContentPage | undefined
  current: ContentPage
  sections: readonly Section[]
}) {
  if (!page) return null
  const here = page.slug === current.slug
  return (
    <li>
      <Link
        href={`/docs/${page.slug}`}
        prefetch={false}
        aria-current={here ? 'page' : undefined}
        className={here ? 'block py-0.5 font-semibold text-accent' : 'block py-0.5 text-muted hover:text-accent'}
      >
        {page.title}
      </Link>
      {here && <Sections sections={sections} />}
    </li>
  )
}

/** Links to the sections of a page. */
function Sections({ sections }: { sections: readonly Section[] }) {
  if (sections.length < 2) return null
  return (
    <ol data-sections className="mt-0.5 mb-2 border-l border-rule pl-3">
      {sections.map(({ id, title }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className="block py-0.5 text-muted hover:text-accent aria-[current=location]:text-ink aria-[current=location]:underline aria-[current=location]:decoration-accent aria-[current=location]:underline-offset-4"
          >
            {title}
          </a>
        </li>
      ))}
    </ol>
  )
}

/** The contents of the page where there is no room beside it. */
export function PageContents({ current }: Pick<DocsNavProps, 'current'>) {
  const sections = sectionsOf(current.body)
  if (sections.length < 2) return null
  return (
    <details className="mt-6 border-y border-rule py-2.5 text-[0.9375rem] lg:hidden print:hidden">
      <summary className="cursor-pointer text-muted hover:text-accent">On this page</summary>
      <nav aria-label="On this page">
        <Sections sections={sections} />
      </nav>
    </details>
  )
}
