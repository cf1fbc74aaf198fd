import { db } from '@/lib/db'
import { EARLY_TO, LATE_FROM } from '@/lib/facets/ranges'
import { WeightClass } from '@/lib/protocol'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { Prisma } from '@/prisma/generated/client'
import type { DepthFamily, DepthMark, DepthModel } from './schema'

/** Most models that the page shows: those with the most weights. */
const MOST_MODELS = 200

interface Row {
  readonly repo: string
  readonly family: string | null
  readonly layers: number | null
  readonly stated_by: string | null
  readonly layer: number
  readonly depth: number | null
  readonly class: string | null
  readonly level: number
  readonly negative: boolean
  readonly count: number
}

/** Where weights lie by relative depth, by family and model. Weights of one model and layer that are alike are one mark. */
export async function depthsByFamily(): Promise<DepthFamily[]> {
  const rows = await db.$queryRaw<Row[]>(depthsSql())
  const families = new Map<string | null, Map<string, Row[]>>()
  for (const row of rows) {
    const models = families.get(row.family) ?? new Map<string, Row[]>()
    families.set(row.family, models)
    models.set(row.repo, [...(models.get(row.repo) ?? []), row])
  }
  return [...families].map(([family, models]) => familyOf(family, [...models.values()].map(modelOf)))
}

/** The query of the marks; exported so that a test can inspect its plan. */
export function depthsSql(): Prisma.Sql {
  return Prisma.sql`
    with most as (
      select model_id from weights where not withdrawn group by model_id order by count(*) desc, model_id limit ${MOST_MODELS}
    )
    select m.repo, m.family, m.layers, m.facts_source as stated_by, w.layer, relative_depth(w.layer, m.layers) as depth, w.class::text as class,
           w.level, w.published_negative as negative, count(*)::int as count
    from most join models m on m.id = most.model_id join weights w on w.model_id = m.id and not w.withdrawn
    group by m.id, w.layer, w.class, w.level, w.published_negative
    order by m.family nulls last, lower(m.repo), w.layer`
}

function modelOf(rows: readonly Row[]): DepthModel {
  const [first] = rows
  return {
    repo: first?.repo ?? '',
    layers: first?.layers ?? null,
    stated_by: first?.stated_by ?? null,
    marks: rows.map(markOf),
  }
}

function markOf({ layer, depth, class: cls, level, negative, count }: Row): DepthMark {
  const kind =
    level >= VERIFIED_FROM ? 'verified' : cls !== null ? 'not-confirmed' : negative ? 'negative' : 'published'
  return { layer, depth, kind, class: WeightClass.nullable().parse(cls), count }
}

function familyOf(family: string | null, models: readonly DepthModel[]): DepthFamily {
  const marks = models.flatMap((model) => model.marks)
  const sum = (fits: (mark: DepthMark) => boolean) => marks.filter(fits).reduce((total, { count }) => total + count, 0)
  const positive = ({ kind }: DepthMark) => kind === 'verified' || kind === 'published'
  return {
    family,
    models: [...models],
    weights: sum(() => true),
    verified: sum(({ kind }) => kind === 'verified'),
    published: sum(({ kind }) => kind === 'published'),
    not_confirmed: sum(({ kind }) => kind === 'not-confirmed'),
    negative: sum(({ kind }) => kind === 'negative'),
    early: sum((mark) => positive(mark) && mark.depth !== null && mark.depth <= EARLY_TO),
    late: sum((mark) => positive(mark) && mark.depth !== null && mark.depth >= LATE_FROM),
    placed: sum((mark) => positive(mark) && mark.depth !== null),
  }
}
