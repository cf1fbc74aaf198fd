import { db } from '@/lib/db'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { Prisma } from '@/prisma/generated/client'
import { type Outcome, outcomeOf, OUTCOMES } from './outcome'
import type { WorkSummary } from './works-schema'

/** Most works that are listed. */
const MOST = 500

interface WorkRow {
  readonly keys: string[]
  readonly citation: string
  readonly kind: WorkSummary['kind']
  readonly year: number | null
  readonly arxiv: string | null
  readonly models: number
  readonly effects: number
  readonly facts: number
}

interface ClaimRow {
  readonly citation: string
  readonly what: keyof WorkSummary['claims']
  readonly reproduced: boolean
  readonly measured: boolean
  readonly contradicted: boolean
  readonly negative: boolean
  readonly withdrawn: boolean
  readonly count: number
}

/** Every publication, code and notebook with what it states and what became of it, the latest first. Its tables and files, sources of their own, are one work. */
export async function listWorks(): Promise<WorkSummary[]> {
  const [works, claims] = await Promise.all([
    db.$queryRaw<WorkRow[]>(worksSql()),
    db.$queryRaw<ClaimRow[]>(claimsOfWorksSql()),
  ])
  return works.map((work) =>
    summaryOf(
      work,
      claims.filter(({ citation }) => citation === work.citation),
    ),
  )
}

/** The query of the works; exported, as the next one, so that a test can inspect its plan. */
export function worksSql(): Prisma.Sql {
  return Prisma.sql`
    select array_agg(s.key order by length(s.key), s.key) as keys, s.citation, min(s.kind)::text as kind, min(s.year) as year, min(s.arxiv) as arxiv,
      (select count(distinct c.model_id)::int from claim_sources cs join claims c on c.id = cs.claim_id
       where cs.source_key = any(array_agg(s.key)) and cs.stance = 'states' and c.withdrawn_at is null) as models,
      (select count(*)::int from effects e where e.source_key = any(array_agg(s.key)) and e.withdrawn_at is null) as effects,
      (select count(*)::int from models m where m.facts_source = any(array_agg(s.key))) as facts
    from sources s
    group by s.citation
    order by min(s.year) desc nulls last, s.citation
    limit ${MOST}`
}

/** The query of claims that stand and that a source states, by work, by what they name and by what is known of it. */
export function claimsOfWorksSql(): Prisma.Sql {
  return Prisma.sql`
    select citation, what, reproduced, measured, contradicted, negative, withdrawn, count(*)::int as count
    from (
      select distinct s.citation, c.id,
        case when c.set_id is not null then 'sets' when c.unit = 'scalar' then 'coordinates' else c.unit::text || 's' end as what,
        coalesce(w.level, t.level, 0) >= ${VERIFIED_FROM} as reproduced,
        exists (select from report_members rm where rm.weight_id = w.id) or exists (select from reports r where r.set_id = t.id) as measured,
        exists (select from claim_sources x where x.claim_id = c.id and x.stance = 'contradicts') as contradicted,
        c.polarity = 'negative' as negative,
        coalesce(w.withdrawn, t.withdrawn, false) as withdrawn
      from sources s
      join claim_sources cs on cs.source_key = s.key and cs.stance = 'states'
      join claims c on c.id = cs.claim_id and c.withdrawn_at is null
      left join weights w on w.id = c.weight_id
      left join sets t on t.id = c.set_id
    ) stated
    group by citation, what, reproduced, measured, contradicted, negative, withdrawn`
}

function summaryOf({ keys, ...work }: WorkRow, rows: readonly ClaimRow[]): WorkSummary {
  const [key = ''] = keys
  const total = (fits: (row: ClaimRow) => boolean) => rows.filter(fits).reduce((sum, { count }) => sum + count, 0)
  const of = (what: ClaimRow['what']) => total((row) => row.what === what)
  const records = rows.filter(({ what }) => what === 'coordinates' || what === 'sets')
  const outcomes = Object.fromEntries(OUTCOMES.map((one) => [one, 0])) as Record<Outcome, number>
  for (const row of records) outcomes[outcomeOf({ ...row, level: row.reproduced ? VERIFIED_FROM : 0 })] += row.count
  return {
    key,
    keys,
    url: `/sources/${key}`,
    citation: work.citation,
    kind: work.kind,
    year: work.year,
    arxiv: work.arxiv,
    models: work.models,
    claims: {
      coordinates: of('coordinates'),
      sets: of('sets'),
      channels: of('channels'),
      neurons: of('neurons'),
      experts: of('experts'),
    },
    negative_claims: total(({ negative }) => negative),
    effects: work.effects,
    model_facts: work.facts,
    outcomes,
  }
}
