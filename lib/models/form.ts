import { claimsFrom1 } from '@/lib/claims/upgrades'
import type { RecordForm } from '@/lib/record-form'
import { ModelRecord } from './schema'

export const MODEL_FORM: RecordForm<ModelRecord> = {
  version: 2,
  schema: ModelRecord,
  upgrades: { 1: (record) => ({ ...record, schema_version: 2, claims: claimsFrom1(record['claims']) }) },
}
