import type { RecordForm } from '@/lib/record-form'
import { WeightRecord } from './schema'

export const WEIGHT_FORM: RecordForm<WeightRecord> = { version: 1, schema: WeightRecord, upgrades: {} }
