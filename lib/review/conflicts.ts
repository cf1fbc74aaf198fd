import { db } from '@/lib/db'
import { printId } from '@/lib/ids'

/** A record whose reports disagree. */
export interface Conflict {
  readonly id: string
  readonly url: string
  readonly repo: string
  readonly reports: number
}

interface Row {
  readonly kind: 'weight' | 'set'
  readonly id: number
  readonly repo: string
  readonly reports: number
}

/** Standing records with several reports whose newest version says that they disagree, by id. */
export async function conflictingRecords(limit: number): Promise<Conflict[]> {
  const rows = await db.$queryRaw<Row[]>`
    with several as (
      select 'weight' as kind, weight_id as id, count(*)::int as reports from report_members group by weight_id having count(*) > 1
      union all
      select 'set', set_id, count(*)::int from reports where set_id is not null group by set_id having count(*) > 1
    ), newest as (
      select s.kind, s.id, s.reports, w.model_id, v.body #>> '{level,conflicting}' as conflicting
      from several s join weights w on s.kind = 'weight' and w.id = s.id and not w.withdrawn
      join weight_versions v on v.weight_id = w.id and v.version = w.version
      union all
      select s.kind, s.id, s.reports, t.model_id, v.body #>> '{level,conflicting}'
      from several s join sets t on s.kind = 'set' and t.id = s.id and not t.withdrawn
      join set_versions v on v.set_id = t.id and v.version = t.version
    )
    select n.kind, n.id, n.reports, m.repo from newest n join models m on m.id = n.model_id
    where n.conflicting = 'true' order by n.kind desc, n.id limit ${limit}`
  return rows.map(({ kind, id, repo, reports }) => {
    const name = printId(kind, id)
    return { id: name, url: `/${kind}s/${name}`, repo, reports }
  })
}
