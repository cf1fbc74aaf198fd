import Link from 'next/link'
import { ClassBadge } from '@/components/status/weight-class'
import { Section } from '@/components/text/section'
import type { ModelRecord } from '@/lib/models/schema'

/** The model's sets with their members by layer and index. */
export function SetList({ model }: { model: ModelRecord }) {
  if (model.sets.length === 0) return null
  const places = new Map(model.weights.map(({ id, layer, row, col }) => [id, `layer ${layer} [${row}, ${col}]`]))
  return (
    <Section
      id="sets"
      title="Sets"
      intro="Coordinates that were published or claimed together: some super weights wreck their model only together."
    >
      <ul className="space-y-3">
        {model.sets.map((set) => (
          <li key={set.id} className="max-w-prose">
            <Link href={`/sets/${set.id}`} className="link tabular">
              {set.id}
            </Link>{' '}
            <ClassBadge value={set.class} none="not measured" several />
            <span className="block text-note text-muted">
              {set.members.map((id) => places.get(id) ?? id).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
