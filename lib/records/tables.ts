import type { RecordKind } from '@/lib/ids'
import { Prisma } from '@/prisma/generated/client'

interface Tables {
  /** The table of what is sorted and filtered by: one row a record. */
  readonly rows: Prisma.Sql
  readonly versions: Prisma.Sql
  /** The column of `versions` with the key of the record's row. */
  readonly key: Prisma.Sql
}

/** The tables of each kind of record. */
export const TABLES: Readonly<Record<RecordKind, Tables>> = {
  weight: { rows: Prisma.sql`weights`, versions: Prisma.sql`weight_versions`, key: Prisma.sql`weight_id` },
  set: { rows: Prisma.sql`sets`, versions: Prisma.sql`set_versions`, key: Prisma.sql`set_id` },
  model: { rows: Prisma.sql`models`, versions: Prisma.sql`model_versions`, key: Prisma.sql`model_id` },
}
