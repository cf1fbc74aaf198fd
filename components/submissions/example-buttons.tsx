import { EXAMPLES } from './examples'
import type { Fields } from './fields'

/** Example claims to try with one click; without JavaScript, links that fill in the form. */
export function Examples({ onPick }: { onPick: (fields: Fields) => void }) {
  return (
    <div className="bg-wash px-4 py-3 text-[0.9375rem] leading-6">
      <p id="examples">No coordinate at hand? Try a small model trained for demonstration:</p>
      <ul aria-labelledby="examples" className="mt-1 grid gap-x-6 gap-y-1">
        {EXAMPLES.map(({ name, what, fields }) => (
          <li key={name}>
            <a
              href={`/submit?${new URLSearchParams({ repo: fields.repo, coordinates: fields.coordinates })}`}
              className="link"
              onClick={(event) => {
                event.preventDefault()
                onPick(fields)
              }}
            >
              {name}
            </a>
            <span className="text-muted">, {what}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
