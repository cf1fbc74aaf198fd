import Link from 'next/link'
import type { ContentPage } from './pages'

/** The pages of one folder of `content/`, each with its first sentences. */
export function ContentList({ room, pages }: { room: 'docs' | 'errors'; pages: readonly ContentPage[] }) {
  return (
    <ul className="mt-8 max-w-prose">
      {pages.map((page) => (
        <li key={page.slug} className="border-t border-rule py-4">
          <Link href={`/${room}/${page.slug}`} className="link font-serif text-xl">
            {page.title}
          </Link>
          <p className="mt-1 leading-7 text-muted">{opening(page.body)}</p>
        </li>
      ))}
    </ul>
  )
}

/** The first paragraph, without Markdown. */
function opening(body: string): string {
  const paragraph = body.trim().split(/\n\s*\n/)[0] ?? ''
  return paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*_]/g, '')
    .replace(/\s+/g, ' ')
}
