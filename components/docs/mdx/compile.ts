import { evaluateSync } from '@mdx-js/mdx'
import type { MDXContent } from 'mdx/types'
import * as runtime from 'react/jsx-runtime'
import remarkGfm from 'remark-gfm'
import type { Format } from '@/lib/docs/pages'
import { code } from './code'
import { headingIds } from './heading-ids'
import { prose } from './prose'
import { tables } from './tables'
import { units } from './units'

const compiled = new Map<string, MDXContent>()

/**
 * A page of this repository's own `content/` as a component, compiled once per process. Submitters never write it, so its code is trusted.
 * @throws VFileMessage with line and column if the source cannot be parsed
 */
export function compile(source: string, format: Format): MDXContent {
  const key = `${format}\n${source}`
  const known = compiled.get(key)
  if (known) return known
  const { default: page } = evaluateSync(source, {
    ...runtime,
    format,
    remarkPlugins: [remarkGfm],
    rehypePlugins: [headingIds, tables, code, units, prose],
  })
  compiled.set(key, page)
  return page
}
