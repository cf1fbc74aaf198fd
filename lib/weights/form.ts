import { claimsFrom1 } from '@/lib/claims/upgrades'
import type { RecordForm } from '@/lib/record-form'
import { WeightRecord } from './schema'

export const WEIGHT_FORM: RecordForm<WeightRecord> = {
  version: 2,
  schema: WeightRecord,
  upgrades: {
    // The first releases had neither negative results nor published effects.
    1: (record) => ({
      published_as_negative: false,
      effects: [],
      ...record,
      schema_version: 2,
      claims: claimsFrom1(record['claims']),
    }),
  },
}
