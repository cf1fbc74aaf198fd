import { Link } from '@/components/site/link'
import { address, type Given } from '@/components/table/address'
import { FACETS, valueWords } from './words'

/** Each filter that holds, as a link that takes it back. */
export function ActiveFilters({ path, given }: { path: string; given: Given }) {
  const filters = FACETS.flatMap(([facet, name]) => {
    const values = [given[facet] ?? []].flat()
    return values.map((value) => ({
      words: `${name}: ${valueWords(facet, value)}`,
      href: address(path, given, { [facet]: values.filter((other) => other !== value), cursor: undefined }),
    }))
  })
  const texts = (['model', 'repo', 'layer'] as const).flatMap((name) =>
    given[name] === undefined
      ? []
      : [
          {
            words: `${name}: ${String(given[name])}`,
            href: address(path, given, { [name]: undefined, cursor: undefined }),
          },
        ],
  )
  const all = [...texts, ...filters]
  if (all.length === 0) return null
  return (
    <ul aria-label="Filters in use" className="mb-4 flex flex-wrap gap-2 print:hidden">
      {all.map(({ words, href }) => (
        <li key={words}>
          <Link
            href={href}
            className="inline-block border border-edge px-2 py-0.5 text-note wrap-anywhere hover:border-accent hover:text-accent"
          >
            <span className="sr-only">Remove </span>
            {words} <span aria-hidden="true">×</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
