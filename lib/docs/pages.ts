import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { READING_ORDER } from './contents'

/** A page of `content/`: its first heading is its title, the rest its body. */
export interface ContentPage {
  readonly slug: string
  readonly title: string
  readonly body: string
  /** What the body is written in. */
  readonly format: Format
}

export type Format = 'md' | 'mdx'

/** Pages of the documentation have figures, those of error codes are plain Markdown. */
const FORMATS: Readonly<Record<Room, Format>> = { docs: 'mdx', errors: 'md' }

export type Room = 'docs' | 'errors'

/** Slugs as in file names: nothing that could leave the folder. */
const SLUG = /^[a-z0-9][a-z0-9-]{0,80}$/

/** One page of `content/<folder>/`, or null when there is none. */
export async function contentPage(room: Room, slug: string): Promise<ContentPage | null> {
  if (!SLUG.test(slug)) return null
  try {
    const format = FORMATS[room]
    return split(slug, await readFile(path.join(folderOf(room), `${slug}.${format}`), 'utf8'), format)
  } catch (error) {
    // Not instanceof: where tests run, Node's errors come from another realm.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** All pages of `content/<folder>/`: documentation in reading order, errors by name. */
export async function contentPages(room: Room): Promise<ContentPage[]> {
  const end = `.${FORMATS[room]}`
  const names = (await readdir(folderOf(room))).filter((name) => name.endsWith(end)).toSorted()
  const pages = await Promise.all(names.map((name) => contentPage(room, name.slice(0, -end.length))))
  return pages.filter((page) => page !== null).toSorted((a, b) => rank(a.slug) - rank(b.slug))
}

// The site runs in the repository's root (scripts/start ensures it).
const folderOf = (room: string) => path.join(process.cwd(), 'content', room)

const rank = (slug: string) => (READING_ORDER.includes(slug) ? READING_ORDER.indexOf(slug) : READING_ORDER.length)

function split(slug: string, text: string, format: Format): ContentPage {
  const heading = /^#\s+(.+)\n/.exec(text)
  return {
    slug,
    title: heading?.[1]?.replaceAll('`', '') ?? slug,
    body: heading ? text.slice(heading[0].length) : text,
    format,
  }
}
