import { Link } from '@/components/site/link'
import type { Theme } from '@/lib/theme'
import { Keys } from './keys'
import { ThemeToggle } from './theme-toggle'

const LINKS = [
  ['/docs/super-weights', 'What a super weight is'],
  ['/docs/glossary', 'Glossary'],
  ['/docs/protocol', 'The protocol'],
  ['/docs/api', 'API'],
  ['/docs/command-line', 'Command line'],
  ['/challenges', 'Challenges'],
  ['/review', 'Review'],
  ['/account', 'Account'],
] as const

/** The footer of every page. */
export function Footer({ theme }: { theme: Theme | null }) {
  return (
    <footer className="mx-auto mt-auto w-full max-w-page px-5 pt-24 pb-10 text-note text-muted sm:px-8 print:hidden">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-3 border-t border-rule pt-5">
        <nav aria-label="More">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {LINKS.map(([href, name]) => (
              <li key={href}>
                <Link href={href} className="hover:text-accent">
                  {name}
                </Link>
              </li>
            ))}
            <li>
              <a href="/api/v1/openapi.json" className="hover:text-accent">
                OpenAPI
              </a>
            </li>
          </ul>
        </nav>
        <div className="flex flex-wrap gap-x-8 gap-y-2">
          <Keys />
          <ThemeToggle chosen={theme} />
        </div>
      </div>
      <p className="mt-4 max-w-prose">
        Records are computed from claims and reports, never set by hand. Values that this registry has not measured are
        marked.
      </p>
    </footer>
  )
}
