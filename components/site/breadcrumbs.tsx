import { Link } from '@/components/site/link'
import { Fragment } from 'react'
import { publicUrl } from '@/lib/arrival/own-host'
import { JsonLd } from './json-ld'

/** A page above this one: its name and its address. */
export type Crumb = readonly [name: string, href: string]

const HOME: Crumb = ['Home', '/']

/** Where a page is: the pages above it, from the front page on, then its own name. Search engines read the same from its data. */
export function Breadcrumbs({ above = [], here }: { above?: readonly Crumb[]; here: string }) {
  const trail = [HOME, ...above]
  return (
    <nav aria-label="Breadcrumb" className="mb-5 text-note text-muted print:hidden">
      <ol className="flex flex-wrap gap-x-1.5">
        {trail.map(([name, href]) => (
          <Fragment key={href}>
            <li className="min-w-0 wrap-anywhere">
              <Link href={href} className="hover:text-accent hover:underline">
                {name}
              </Link>
            </li>
            <li aria-hidden="true" className="text-edge">
              /
            </li>
          </Fragment>
        ))}
        <li aria-current="page" className="min-w-0 wrap-anywhere">
          {here}
        </li>
      </ol>
      <JsonLd data={{ '@type': 'BreadcrumbList', itemListElement: listed(trail, here) }} />
    </nav>
  )
}

/** The last one has no address: it is the page itself. Search engines want absolute addresses, which a site without PUBLIC_URL does not have. */
function listed(trail: readonly Crumb[], here: string) {
  const origin = publicUrl()?.origin ?? ''
  return [...trail, [here, null] as const].map(([name, href], i) => ({
    '@type': 'ListItem',
    position: i + 1,
    name,
    ...(href !== null && { item: origin + href }),
  }))
}
