import type { SearchAnswer, SearchResult } from '@/lib/search/schema'
import { KIND_HEADINGS } from './kinds'

interface SuggestedProps {
  readonly groups: SearchAnswer['groups']
  readonly highlighted: number
  readonly itemProps: (item: SearchResult, index: number) => object
}

/** The options below the box, by kind. */
export function Suggested({ groups, highlighted, itemProps }: SuggestedProps) {
  const starts = groups.map((_, i) => groups.slice(0, i).reduce((sum, { results }) => sum + results.length, 0))
  return groups.map(({ kind, results }, i) => (
    <div key={kind} role="group" aria-label={KIND_HEADINGS[kind]} className="border-b border-rule py-1 last:border-b-0">
      <p aria-hidden="true" className="px-3 pt-1 text-note text-muted">
        {KIND_HEADINGS[kind]}
      </p>
      {results.map((result, j) => {
        const index = (starts[i] ?? 0) + j
        return (
          <div
            key={result.name}
            {...itemProps(result, index)}
            className={`cursor-pointer px-3 py-1.5 ${index === highlighted ? 'bg-tint' : ''}`}
          >
            <span className="block wrap-anywhere">{result.title}</span>
            <span className="block text-note text-muted wrap-anywhere">{result.detail}</span>
          </div>
        )
      })}
    </div>
  ))
}
