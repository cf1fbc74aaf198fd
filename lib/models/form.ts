import type { RecordForm } from '@/lib/record-form'
import { ModelRecord } from './schema'

export const MODEL_FORM: RecordForm<ModelRecord> = { schema: ModelRecord, upgrades: {} }
