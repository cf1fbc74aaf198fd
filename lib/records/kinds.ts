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
  /** Writes on the record's row what lists sort and filter by. */
  mark(tx: Db, id: number, record: RecordOf[K]): Promise<unknown>
}

export const KINDS: { readonly [K in RecordKind]: Kind<K> } = {
  weight: {
    form: WEIGHT_FORM,
    render: renderWeights,
    mark: (tx, id, { version, level, class: cls, published_as_negative: publishedNegative, updated_at: updatedAt }) =>
      tx.weight.updateMany({
        where: { id },
        data: { version, level: level.number, class: cls, publishedNegative, updatedAt },
      }),
  },
  set: {
    form: SET_FORM,
    render: renderSets,
    mark: (tx, id, { version, level, class: cls, updated_at: updatedAt }) =>
      tx.set.updateMany({ where: { id }, data: { version, level: level.number, class: cls, updatedAt } }),
  },
  model: {
    form: MODEL_FORM,
    render: renderModels,
    mark: (tx, id, { version, updated_at: updatedAt }) =>
      tx.model.updateMany({ where: { id }, data: { version, updatedAt } }),
  },
}
