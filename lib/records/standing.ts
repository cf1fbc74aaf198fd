import { db } from '@/lib/db'
import { DEMO_OWNER, isDemoRepo } from '@/lib/hub/names/demo'
import { isInSpread } from '@/lib/spread'
import { VERIFIED_FROM } from '@/lib/weights/schema'

/** How a record's damage compares with that of all verified super weights and sets. */
export interface Standing {
  /** R of every one of them, this one included, ascending; infinite where the edited perplexity is not finite. At most 400 of them. */
  readonly damages: readonly number[]
  /** How many there are. */
  readonly total: number
  /** How many of them have a smaller R than this one. */
  readonly below: number
}

/**
 * Where a damage stands among all verified super weights and sets: a member of a set counts with its set, once. Demonstration models are compared among
 * themselves.
 * @param damage R of the record's latest report
 */
export async function standingOf(repo: string, damage: number): Promise<Standing> {
  const demos = isDemoRepo(repo)
  // As a parameter of a query, infinity would be null.
  const rows = await db.$queryRaw<{ damage: number; total: number; below: number }[]>`
    with verified as (
      select r.damage from weights r join models m on m.id = r.model_id
      where r.level >= ${VERIFIED_FROM} and r.class = 'A' and r.damage is not null and starts_with(m.repo, ${`${DEMO_OWNER}/`}) = ${demos}
      union all
      select r.damage from sets r join models m on m.id = r.model_id
      where r.level >= ${VERIFIED_FROM} and r.damage is not null and starts_with(m.repo, ${`${DEMO_OWNER}/`}) = ${demos}
    ), ranked as (
      select damage, row_number() over (order by damage) - 1 as place, count(*) over () as total,
             count(*) filter (where damage < coalesce(${Number.isFinite(damage) ? damage : null}::double precision, 'Infinity')) over () as below
      from verified
    )
    select damage, total::int, below::int from ranked
    where ${isInSpread}
    order by damage`
  const [first] = rows
  return { damages: rows.map((row) => row.damage), total: first?.total ?? 0, below: first?.below ?? 0 }
}
