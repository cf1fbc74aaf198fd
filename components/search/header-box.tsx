'use client'

import { Link } from '@/components/site/link'
import { usePathname } from 'next/navigation'
import { SearchBox } from './box'

/** Pages with a search box of their own. */
const WITH_A_BOX = ['/', '/search']

/** The box in the header of every other page; on a phone a link to the page of the search. */
export function HeaderSearch() {
  if (WITH_A_BOX.includes(usePathname())) return null
  return (
    <>
      <SearchBox id="find" placeholder="Search ( / )" className="w-56 max-lg:hidden" />
      <Link
        href="/search"
        className="text-muted hover:text-accent lg:hidden print:hidden max-sm:absolute max-sm:top-6 max-sm:right-24"
      >
        Search
      </Link>
    </>
  )
}
