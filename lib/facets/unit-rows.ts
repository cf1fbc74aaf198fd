import { Prisma } from '@/prisma/generated/client'

/** Standing claims about channels, neurons and experts, with the columns that weights are filtered by. Such a claim has no class and no level. */
export function unitRows(): Prisma.Sql {
  return Prisma.sql`
    select c.id, c.unit, c.model_id, c.layer, m.family, split_part(m.repo, '/', 1) as organisation,
           size_range(m.parameters) as size, depth_range(c.layer, m.layers) as depth, null::bpchar as class, null::int as level, false as withdrawn,
           array(select source_key from claim_sources where claim_id = c.id and stance = 'states') as sources
    from claims c join models m on m.id = c.model_id
    where c.unit <> 'scalar' and c.withdrawn_at is null`
}
