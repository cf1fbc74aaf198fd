import { db } from '@/lib/db'
import { DEMO_OWNER } from '@/lib/hub/names/demo'
import { parseStored } from '@/lib/record-form'
import { WEIGHT_FORM } from './form'
import { VERIFIED_FROM, type WeightRecord } from './schema'

/**
 * The best-evidenced records: by evidence level, then class, then the number of publications that support the coordinate, then the lowest number. Classes C and D
 * come after no class. Withdrawn ones, demonstration models and published negatives are excluded.
 */
export async function bestWeights(limit: number): Promise<WeightRecord[]> {
  const rows = await db.$queryRaw<{ body: unknown }[]>`
    select v.body
    from weights w
    join models m on m.id = w.model_id
    join weight_versions v on v.weight_id = w.id and v.version = w.version
    where not w.withdrawn and not starts_with(m.repo, ${`${DEMO_OWNER}/`}) and not (w.published_negative and w.level < ${VERIFIED_FROM})
    order by
      w.level desc,
      array_position(array['A', 'B', '', 'C', 'D'], coalesce(w.class, '')::text),
      (
        select count(distinct s.source_key) from claims c join claim_sources s on s.claim_id = c.id
        where c.weight_id = w.id and c.withdrawn_at is null and c.polarity = 'claims' and s.stance <> 'contradicts'
      ) desc,
      w.id
    limit ${limit}`
  return rows.map(({ body }) => parseStored(WEIGHT_FORM, body))
}
