import { db } from '@/lib/db'
import { parseId, printId } from '@/lib/ids'
import type { SetRecord } from './schema'

/** Another set of the same model. */
export interface RelatedSet {
  readonly id: string
  readonly level: number
  readonly class: string | null
  readonly members: number
  /** Members that it shares with this one. */
  readonly shared: number
}

/** More is a list of its own. */
const SHOWN = 12

/** Other sets of the model, those that share most members first. */
export async function relatedToSet({ id, repo, members }: SetRecord): Promise<RelatedSet[]> {
  const weights = members.flatMap((member) => parseId('weight', member.id) ?? [])
  const rows = await db.$queryRaw<(Omit<RelatedSet, 'id'> & { readonly id: number })[]>`
    select s.id, s.level, s.class, count(*)::int as members, (count(*) filter (where sm.weight_id = any(${weights}::int[])))::int as shared
    from sets s join set_members sm on sm.set_id = s.id
    where s.model_id = (select id from models where repo = ${repo}) and s.id <> ${parseId('set', id) ?? 0} and not s.withdrawn
    group by s.id order by shared desc, s.level desc, s.id limit ${SHOWN}`
  return rows.map((row) => ({ ...row, id: printId('set', row.id) }))
}
