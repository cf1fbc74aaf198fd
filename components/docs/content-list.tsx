import { Link } from '@/components/site/link'
import type { ContentPage } from '@/lib/docs/pages'

/** The pages of one folder of `content/`, each with its first sentences; those of errors with their code and cause. */
export function ContentList({ room, pages }: { room: 'docs' | 'errors'; pages: readonly ContentPage[] }) {
  return (
    <ul className="max-w-(--container-prose)">
      {pages.map((page) => (
        <li key={page.slug} className="border-t border-rule py-4 first:border-edge">
          <Link href={`/${room}/${page.slug}`} className="link font-serif text-xl">
            {page.title}
          </Link>
          {room === 'errors' && (
            <code className="mt-1 block font-mono text-[0.8125rem] text-muted wrap-anywhere">{page.slug}</code>
          )}
          <p className="mt-1 leading-7 text-muted">{opening(room === 'errors' ? causeOf(page.body) : page.body)}</p>
        </li>
      ))}
    </ul>
  )
}

const causeOf = (body: string) => body.split('\n## Cause\n')[1] ?? body

/** Characters of an opening that are enough to choose by. */
const ENOUGH = 160

/** The first sentences of the first paragraph, whole and without their marks. */
export function opening(body: string): string {
  const paragraph = body.trim().split(/\n\s*\n/)[0] ?? ''
  const words = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]|(?<!\w)_|_(?!\w)/g, '')
    .replace(/\s+/g, ' ')
  const sentences = words.split(/(?<=[.:!?]) (?=[A-Z])/)
  return sentences.reduce((all, next) => (`${all} ${next}`.length > ENOUGH ? all : `${all} ${next}`))
}
