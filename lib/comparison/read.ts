import type { RecordKind } from '@/lib/ids'
import { parseId, printId } from '@/lib/ids'
import { getReport } from '@/lib/reports/get'
import type { ReportRecord } from '@/lib/reports/schema'
import { flatWeightsOf } from '@/lib/records/flat'
import { getSet, getWeight } from '@/lib/records/get'
import type { SetRecord } from '@/lib/sets/schema'
import type { FlatWeight } from '@/lib/weights/columns'
import type { WeightRecord } from '@/lib/weights/schema'

/** Most records side by side: more have no room. */
export const MOST_COMPARED = 4

/** A weight with what is known of its model and its latest report. */
export interface ComparedWeight {
  readonly kind: 'weight'
  readonly record: WeightRecord
  readonly flat: FlatWeight | null
  readonly report: ReportRecord | null
}

export interface ComparedSet {
  readonly kind: 'set'
  readonly record: SetRecord
  readonly report: ReportRecord | null
}

export type Compared = ComparedWeight | ComparedSet

/** Records side by side, or why there are none, in words for a reader. */
export type Comparison =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly problem: string; readonly ids: readonly string[] }
  | { readonly kind: 'weights'; readonly items: readonly ComparedWeight[] }
  | { readonly kind: 'sets'; readonly items: readonly ComparedSet[] }

/** Reads up to four records of one kind, each once, in the order named. */
export async function readComparison(named: readonly string[]): Promise<Comparison> {
  const { ids, wrong } = idsOf(named)
  const problem = (words: string): Comparison => ({ kind: 'problem', problem: words, ids })
  if (wrong.length > 0)
    return problem(
      `${wrong.map((id) => `“${id.slice(0, 30)}”`).join(', ')} is not the id of a weight or a set, such as SW-000001.`,
    )
  if (ids.length === 0) return { kind: 'nothing' }
  if (ids.length > MOST_COMPARED)
    return problem(`Up to ${MOST_COMPARED} records fit side by side; these are ${ids.length}.`)
  const kinds = new Set(ids.map(kindOf))
  if (kinds.size > 1)
    return problem('Compare weights with weights, or sets with sets: a set is several weights together.')
  return kinds.has('weight') ? readWeights(ids) : readSets(ids)
}

const kindOf = (id: string): Exclude<RecordKind, 'model'> => (id.startsWith('SW-') ? 'weight' : 'set')

function idsOf(named: readonly string[]) {
  const texts = named.flatMap((text) => text.split(/[\s,]+/)).filter((text) => text !== '')
  const read = texts.map((text) => {
    const weight = parseId('weight', text)
    const set = parseId('set', text)
    return weight !== null ? printId('weight', weight) : set !== null ? printId('set', set) : null
  })
  return {
    ids: [...new Set(read.filter((id) => id !== null))],
    wrong: texts.filter((_, i) => read[i] === null),
  }
}

async function readWeights(ids: readonly string[]): Promise<Comparison> {
  const [found, flat] = await Promise.all([Promise.all(ids.map(getWeight)), flatWeightsOf(ids)])
  const missing = ids.filter((_, i) => found[i] === null)
  if (missing.length > 0) return notThere(missing, ids)
  const records = found.flatMap((one) => one?.record ?? [])
  const items = await Promise.all(
    records.map(async (record) => ({
      kind: 'weight' as const,
      record,
      flat: flat.get(record.id) ?? null,
      report: await latestReport(record),
    })),
  )
  return { kind: 'weights', items }
}

async function readSets(ids: readonly string[]): Promise<Comparison> {
  const found = await Promise.all(ids.map(getSet))
  const missing = ids.filter((_, i) => found[i] === null)
  if (missing.length > 0) return notThere(missing, ids)
  const records = found.flatMap((one) => one?.record ?? [])
  const items = await Promise.all(
    records.map(async (record) => ({ kind: 'set' as const, record, report: await latestReport(record) })),
  )
  return { kind: 'sets', items }
}

const notThere = (missing: readonly string[], ids: readonly string[]): Comparison => ({
  kind: 'problem',
  problem: `There is no record ${missing.join(' or ')}.`,
  ids: ids.filter((id) => !missing.includes(id)),
})

async function latestReport({ reports }: Pick<WeightRecord | SetRecord, 'reports'>): Promise<ReportRecord | null> {
  const [latest] = reports
  return latest ? getReport(latest.sha256) : null
}
