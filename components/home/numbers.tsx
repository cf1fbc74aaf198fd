import { Link } from '@/components/site/link'
import { count, plural } from '@/components/text/format'
import type { ThreeNumbers } from '@/lib/stats/three-numbers'

/** Three figures, counted on each request. */
export function Numbers({ numbers }: { numbers: ThreeNumbers }) {
  const rows = [
    [numbers.weights, numbers.weights === 1 ? 'coordinate on record' : 'coordinates on record', '/weights'],
    [numbers.verified, 'reproduced by this registry', '/weights?sort=level&order=desc'],
    [numbers.models, numbers.models === 1 ? 'model' : 'models', '/models'],
  ] as const
  return (
    <div className="mt-12 border-y border-rule py-6">
      <ul className="grid gap-x-10 gap-y-5 sm:grid-cols-3">
        {rows.map(([value, words, href]) => (
          <li key={words}>
            <Link href={href} className="group block">
              <span className="tabular block font-serif text-[2.5rem] leading-none">{count(value)}</span>
              <span className="mt-1.5 block text-muted underline decoration-transparent underline-offset-4 group-hover:text-accent group-hover:decoration-accent">
                {words}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {numbers.demo > 0 && <Demos count={numbers.demo} />}
    </div>
  )
}

function Demos({ count: demos }: { count: number }) {
  return (
    <p className="mt-5 text-note text-muted">
      Not counted:{' '}
      <Link href="/weights?model=demo%2F" className="link">
        {plural(demos, 'coordinate')} of demonstration models
      </Link>
      .
    </p>
  )
}
