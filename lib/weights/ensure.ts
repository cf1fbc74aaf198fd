import type { Db } from '@/lib/db'

export interface WeightPlace {
  readonly modelId: number
  readonly commit: string
  /** Whether the commit is the head of the main branch: only then may the literature's record, which has none, be pinned to it. */
  readonly isHead: boolean
}

/** The coordinate as read at that commit. */
export interface ReadCoordinate {
  readonly coordinate: Scalar
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

interface Scalar {
  readonly tensor: string
  readonly row: number
  readonly col: number
}

/**
 * The records of coordinates whose values were read, created or pinned on first use. The transaction must hold `lockModel`.
 * @returns each with the key of its record, in the order of `found`
 */
export async function ensureWeights<Read extends ReadCoordinate>(
  tx: Db,
  place: WeightPlace,
  found: readonly Read[],
): Promise<readonly (readonly [Read, number])[]> {
  const known = await knownWeights(tx, place, found)
  const missing = new Map(
    found.flatMap((one) => (known.has(nameOf(one.coordinate)) ? [] : [[nameOf(one.coordinate), one] as const])),
  )
  const made = missing.size === 0 ? [] : await create(tx, place, [...missing.values()])
  const ids = new Map([...known, ...made])
  return found.map((read) => {
    const id = ids.get(nameOf(read.coordinate))
    if (id === undefined) throw new RangeError(`${nameOf(read.coordinate)} was stored and is not there.`)
    return [read, id]
  })
}

/** Those that have a record at the commit, or one that could be pinned to it just now. */
async function knownWeights(
  tx: Db,
  { modelId, commit, isHead }: WeightPlace,
  found: readonly ReadCoordinate[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.weight.findMany({
    where: {
      modelId,
      AND: [
        { OR: [{ commit }, ...(isHead ? [{ commit: null }] : [])] },
        { OR: found.map(({ coordinate: { tensor, row, col } }) => ({ tensor, row, col })) },
      ],
    },
    select: { id: true, commit: true, tensor: true, row: true, col: true },
  })
  const known = new Map(rows.filter((row) => row.commit === commit).map((row) => [nameOf(row), row.id]))
  for (const row of rows) {
    const read = found.find(({ coordinate }) => nameOf(coordinate) === nameOf(row))
    if (row.commit !== null || known.has(nameOf(row)) || read === undefined) continue
    await tx.weight.update({ where: { id: row.id }, data: columnsOf(commit, read) })
    known.set(nameOf(row), row.id)
  }
  return known
}

async function create(
  tx: Db,
  { modelId, commit }: WeightPlace,
  found: readonly ReadCoordinate[],
): Promise<readonly (readonly [string, number])[]> {
  const rows = await tx.weight.createManyAndReturn({
    data: found.map((read) => {
      const { tensor, row, col } = read.coordinate
      return { modelId, tensor, row, col, ...columnsOf(commit, read) }
    }),
    select: { id: true, tensor: true, row: true, col: true },
  })
  return rows.map((row) => [nameOf(row), row.id])
}

const columnsOf = (commit: string, { reading, value, bits, dtype, shape }: ReadCoordinate) => ({
  commit,
  ...reading,
  value,
  bits,
  dtype,
  shape: [...shape],
})

const nameOf = ({ tensor, row, col }: Scalar): string => `${tensor}[${row}, ${col}]`
