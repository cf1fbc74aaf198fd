import type { ContentPage } from '@/lib/docs/pages'
import { Aside } from './aside'
import { Figure } from './figures'
import { compile } from './mdx/compile'
import { Fields } from './record-example'
import { NoList, Tool } from './tools'

/** What a page may use beside Markdown. */
const COMPONENTS = { Aside, Fields, Figure, NoList, Tool }

/** A page of `content/`, without its title. */
export function Content({ body, format }: Pick<ContentPage, 'body' | 'format'>) {
  return compile(body, format)({ components: COMPONENTS })
}
