import { Link } from '@/components/site/link'
import { Breadcrumbs } from './breadcrumbs'
import { INDEX_PAGES, type IndexPath } from './index-pages'

/** Where a page of the index is: its breadcrumbs, and all pages of the index beside it. */
export function InIndex({ at }: { at: IndexPath }) {
  const [, name] = INDEX_PAGES.find(([path]) => path === at) ?? INDEX_PAGES[0]
  return (
    <>
      <Breadcrumbs here={name} />
      <nav aria-label="Index" className="mb-8 border-b border-rule text-note sm:text-[0.9375rem] print:hidden">
        <ul className="flex flex-wrap gap-x-2.5 sm:gap-x-7">
          {INDEX_PAGES.map(([path, title]) => (
            <li key={path}>
              <IndexLink path={path} current={path === at}>
                {title}
              </IndexLink>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

/** The current one is underlined on the rule below all of them. */
function IndexLink({ path, current, children }: { path: IndexPath; current: boolean; children: string }) {
  const look = current ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-accent'
  return (
    <Link
      href={path}
      aria-current={current ? 'page' : undefined}
      className={`-mb-px inline-block border-b-2 py-2 ${look}`}
    >
      {children}
    </Link>
  )
}
