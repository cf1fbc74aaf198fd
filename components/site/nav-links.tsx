'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { LISTS } from './index-pages'

const LINKS = [...LISTS, ['/submissions', 'Submissions'], ['/docs', 'Docs']] as const

/** The main navigation; a client component only to mark the current page. */
export function NavLinks() {
  const path = usePathname()
  return (
    <ul className="flex flex-wrap items-baseline gap-x-2.5 gap-y-4 text-[0.875rem] sm:gap-x-4 sm:text-[0.9375rem] lg:gap-x-6">
      {LINKS.map(([href, name]) => (
        <li key={href}>
          <NavLink href={href} current={path === href || path.startsWith(`${href}/`)}>
            {name}
          </NavLink>
        </li>
      ))}
      {/* On a phone it stands beside the name: in a line of its own it would push the page down. */}
      <li className="max-sm:absolute max-sm:top-6 max-sm:right-5">
        <Link
          href="/submit"
          aria-current={path === '/submit' ? 'page' : undefined}
          className="border border-accent px-2 py-1 text-accent sm:px-3 hover:bg-tint"
        >
          Submit
        </Link>
      </li>
      {/* On a phone it is in the footer. */}
      <li className="max-sm:hidden">
        <NavLink href="/account" current={path === '/account'}>
          Account
        </NavLink>
      </li>
    </ul>
  )
}

function NavLink({ href, current, children }: { href: string; current: boolean; children: string }) {
  const look = current ? 'text-ink underline decoration-accent decoration-2' : 'text-muted hover:text-accent'
  return (
    <Link href={href} aria-current={current ? 'page' : undefined} className={`underline-offset-8 ${look}`}>
      {children}
    </Link>
  )
}
