import type { RecordForm } from '@/lib/record-form'
import { SetRecord } from './schema'

export const SET_FORM: RecordForm<SetRecord> = { version: 1, schema: SetRecord, upgrades: {} }
