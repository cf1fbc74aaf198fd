import { Link } from '@/components/site/link'
import { NavLinks } from './nav-links'

/** The header of every page: a skip link, the registry's name, the search box and the navigation. */
export function Header({ search = null }: { search?: React.ReactNode }) {
  return (
    <>
      <a
        href="#main"
        className="sr-only bg-paper px-4 py-2 underline focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10"
      >
        Skip to the content
      </a>
      <header className="relative mx-auto flex w-full max-w-page flex-wrap items-baseline justify-between gap-x-5 gap-y-3 lg:gap-x-10 px-5 py-6 sm:px-8 lg:min-h-[5.375rem] print:py-0">
        <Link href="/" className="flex items-baseline gap-2.5 font-serif text-[1.1875rem]">
          <Mark />
          <span>Super Weights</span>
        </Link>
        {search}
        <nav aria-label="Main" className="sm:max-lg:w-full print:hidden">
          <NavLinks />
        </nav>
      </header>
    </>
  )
}

/** A spike above a flat line: what a super activation looks like by layer. */
function Mark() {
  return (
    <svg aria-hidden="true" width="26" height="18" viewBox="0 0 26 18" className="translate-y-0.5 text-accent">
      <path
        d="M1 16h6l2.5-14 2.5 14h13"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
