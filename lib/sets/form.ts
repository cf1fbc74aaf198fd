import { claimsFrom1 } from '@/lib/claims/upgrades'
import type { RecordForm } from '@/lib/record-form'
import { SetRecord } from './schema'

export const SET_FORM: RecordForm<SetRecord> = {
  version: 2,
  schema: SetRecord,
  upgrades: {
    // The first releases had no reasons, and neither claims nor effects of whole sets.
    1: (record) => ({
      effects: [],
      missing: {},
      ...record,
      schema_version: 2,
      claims: claimsFrom1(record['claims']),
    }),
  },
}
