import { Link } from '@/components/site/link'
import { ClassBadge } from '@/components/status/weight-class'
import { LEVEL_TEXTS } from '@/components/status/level'
import { plural } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { WeightClass } from '@/lib/protocol'
import type { RelatedSet } from '@/lib/sets/related'

/** Other sets of the model. */
export function RelatedSets({ sets }: { sets: readonly RelatedSet[] }) {
  if (sets.length === 0) return null
  return (
    <Section id="related" title="Other sets of this model">
      <ul className="space-y-1">
        {sets.map(({ id, level, class: cls, members, shared }) => (
          <li key={id}>
            <Link href={`/sets/${id}`} className="link tabular">
              {id}
            </Link>
            : {plural(members, 'weight')}, {shared === 0 ? 'none' : shared} of them in this set too
            <span className="text-muted">
              ; level {level} {LEVEL_TEXTS[level]?.[0]}
              {cls && ', '}
            </span>
            {cls && <ClassBadge value={WeightClass.parse(cls)} several />}
          </li>
        ))}
      </ul>
    </Section>
  )
}
