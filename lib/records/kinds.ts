import type { Db } from '@/lib/db'
import type { RecordKind } from '@/lib/ids'
import { MODEL_FORM } from '@/lib/models/form'
import { renderModels } from '@/lib/models/render-many'
import type { ModelRecord } from '@/lib/models/schema'
import type { RecordForm } from '@/lib/record-form'
import { SET_FORM } from '@/lib/sets/form'
import { renderSets } from '@/lib/sets/render-many'
import type { SetRecord } from '@/lib/sets/schema'
import { WEIGHT_FORM } from '@/lib/weights/form'
import { renderWeights } from '@/lib/weights/render-many'
import type { WeightRecord } from '@/lib/weights/schema'
import { Prisma } from '@/prisma/generated/client'

export interface RecordOf {
  weight: WeightRecord
  set: SetRecord
  model: ModelRecord
}

/** A record without its version and the time of it: what decides whether there is a new version. */
export type ContentOf<K extends RecordKind> = Omit<RecordOf[K], 'version' | 'updated_at'>

/** What the store has to know of one kind of record. */
export interface Kind<K extends RecordKind> {
  readonly form: RecordForm<RecordOf[K]>
  /** Records from their rows, by key; missing rows are left out. */
  render(tx: Db, ids: readonly number[]): Promise<ReadonlyMap<number, ContentOf<K>>>
  /** What lists sort and filter by, as columns of the record's row; taken from `fresh`, which has the record as `body`. */
  readonly marks: Prisma.Sql
}

/** A withdrawn record's damage compares with nobody's. */
const WITHDRAWN = Prisma.sql`withdrawn = fresh.body -> 'withdrawn' is not null, damage = case when fresh.body -> 'withdrawn' is not null then null else record_damage(fresh.body) end`

export const KINDS: { readonly [K in RecordKind]: Kind<K> } = {
  weight: {
    form: WEIGHT_FORM,
    render: renderWeights,
    marks: Prisma.sql`, level = (fresh.body #>> '{level,number}')::int, class = fresh.body ->> 'class', ${WITHDRAWN}, published_negative = (fresh.body ->> 'published_as_negative')::boolean, sources = stating_sources(fresh.body)`,
  },
  set: {
    form: SET_FORM,
    render: renderSets,
    marks: Prisma.sql`, level = (fresh.body #>> '{level,number}')::int, class = fresh.body ->> 'class', ${WITHDRAWN}`,
  },
  model: { form: MODEL_FORM, render: renderModels, marks: Prisma.empty },
}
