import { z } from 'zod'
import type { Db } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string | undefined
  readonly 'Index Name'?: string | undefined
  readonly Plans?: readonly PlanNode[] | undefined
}

const PlanNode: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  get Plans() {
    return z.array(PlanNode).optional()
  },
})
const Explained = z.array(
  z.object({ 'QUERY PLAN': z.array(z.object({ Plan: PlanNode, 'Execution Time': z.number().optional() })) }),
)

export interface Plan {
  /** Tables with sequential scans. */
  readonly scanned: readonly string[]
  readonly indexes: readonly string[]
  /** In milliseconds if it was executed; else null. */
  readonly took: number | null
}

/** PostgreSQL's plan of a query; `execute` runs it. */
export async function planOf(db: Db, sql: Prisma.Sql, { execute = false } = {}): Promise<Plan> {
  const options = execute ? Prisma.sql`analyze, format json` : Prisma.sql`format json`
  const [row] = Explained.parse(await db.$queryRaw(Prisma.sql`explain (${options}) ${sql}`))
  const explained = row?.['QUERY PLAN'][0]
  if (!explained) throw new Error('PostgreSQL explained nothing.')
  const nodes = flat(explained.Plan)
  return {
    scanned: nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [String(node['Relation Name'])] : [])),
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
    took: explained['Execution Time'] ?? null,
  }
}

function flat(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)]
}

/** The plan as `psql` prints it. */
export async function planText(db: Db, sql: Prisma.Sql): Promise<string> {
  const rows = await db.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`explain (costs off) ${sql}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}
