import { LISTS } from './index-pages'
import { NavLink } from './nav-link'

const LINKS = [...LISTS, ['/submissions', 'Submissions'], ['/docs', 'Docs']] as const

/** The main navigation. */
export function NavLinks() {
  return (
    <ul className="flex flex-wrap items-baseline gap-x-2.5 gap-y-4 text-[0.875rem] sm:gap-x-4 sm:text-[0.9375rem] lg:gap-x-6">
      {LINKS.map(([href, name]) => (
        <li key={href}>
          <NavLink href={href}>{name}</NavLink>
        </li>
      ))}
      {/* On a phone it stands beside the name: in a line of its own it would push the page down. */}
      <li className="max-sm:absolute max-sm:top-6 max-sm:right-5 sm:max-lg:ml-auto">
        <NavLink href="/submit" className="border border-accent px-2 py-1 text-accent sm:px-3 hover:bg-tint">
          Submit
        </NavLink>
      </li>
      {/* On a phone it is in the footer. */}
      <li className="max-sm:hidden">
        <NavLink href="/account">Account</NavLink>
      </li>
    </ul>
  )
}
