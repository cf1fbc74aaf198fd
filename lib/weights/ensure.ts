import type { Db } from '@/lib/db'

export interface WeightPlace {
  readonly modelId: number
  readonly commit: string
  /** Whether the commit is the head of the main branch: only then may the literature's record, which has none, be pinned to it. */
  readonly isHead: boolean
}

/** The coordinate as read at that commit. */
export interface ReadCoordinate {
  readonly coordinate: { readonly tensor: string; readonly row: number; readonly col: number }
  readonly reading: {
    readonly layer: number
    readonly expert: number | null
    readonly outputChannel: number
    readonly inputNeuron: number
  }
  readonly value: number
  /** As stored, in hexadecimal. */
  readonly bits: string
  readonly dtype: string
  /** Of the tensor. */
  readonly shape: readonly number[]
}

/** Finds, pins or creates the record of a coordinate whose value was read. The transaction must hold `lockModel`. @returns its key */
export async function ensureWeight(
  tx: Db,
  { modelId, commit, isHead }: WeightPlace,
  found: ReadCoordinate,
): Promise<number> {
  const { coordinate, reading, value, bits, dtype, shape } = found
  const at = { modelId, ...coordinate }
  const known = await tx.weight.findFirst({ where: { ...at, commit }, select: { id: true } })
  if (known) return known.id
  const data = { commit, ...reading, value, bits, dtype, shape: [...shape] }
  const unpinned = isHead ? await tx.weight.findFirst({ where: { ...at, commit: null }, select: { id: true } }) : null
  if (!unpinned) return (await tx.weight.create({ data: { ...at, ...data }, select: { id: true } })).id
  await tx.weight.update({ where: { id: unpinned.id }, data })
  return unpinned.id
}
