import type { RecordForm } from '@/lib/record-form'
import { ModelRecord } from './schema'

export const MODEL_FORM: RecordForm<ModelRecord> = { version: 1, schema: ModelRecord, upgrades: {} }
