'use client'

import { Link } from '@/components/site/link'
import { usePathname } from 'next/navigation'

/** A link of the main navigation; a client component only to mark the current page. */
export function NavLink({ href, className, children }: { href: string; className?: string; children: string }) {
  const path = usePathname()
  const current = path === href || path.startsWith(`${href}/`)
  const look = current ? 'text-ink underline decoration-accent decoration-2' : 'text-muted hover:text-accent'
  return (
    <Link href={href} aria-current={current ? 'page' : undefined} className={className ?? `underline-offset-8 ${look}`}>
      {children}
    </Link>
  )
}
