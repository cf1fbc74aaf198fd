import { axesByName, readingOf } from '@/lib/coordinates'
import type { Db } from '@/lib/db'
import { printStored } from '@/lib/coordinates'
import type { StoredCoordinate } from '@/lib/claims/common-schema'

interface Place extends StoredCoordinate {
  readonly modelId: number
}

/** The records of coordinates stated in the literature, by model and coordinate. */
export class LiteratureWeights {
  private readonly ids: Map<string, number>

  private constructor(rows: readonly (Place & { readonly id: number })[]) {
    this.ids = new Map([...rows].reverse().map((row) => [nameOf(row), row.id])) // the oldest of a coordinate wins
  }

  /** For each coordinate the record without a commit, or the literature's record that a submission has since pinned. */
  static async of(tx: Db, modelIds: readonly number[]): Promise<LiteratureWeights> {
    const stated = { OR: [{ commit: null }, { claims: { some: { origin: 'literature' as const } } }] }
    return new LiteratureWeights(
      await tx.weight.findMany({ where: { modelId: { in: [...modelIds] }, ...stated }, orderBy: { id: 'asc' } }),
    )
  }

  /** Creates the missing records. The transaction must hold `lockModel` for their repos. */
  async add(tx: Db, places: readonly Place[]): Promise<void> {
    const missing = places.filter((place) => !this.ids.has(nameOf(place)))
    const data = missing.map(({ modelId, tensor, row, col }) => ({
      modelId,
      tensor,
      row,
      col,
      ...readingOf({ tensor, row, col }, axesByName(tensor) ?? 'out-in'),
    }))
    for (const made of await tx.weight.createManyAndReturn({ data })) this.ids.set(nameOf(made), made.id)
  }

  /** The key of a coordinate's record. @throws RangeError when no claim states it */
  at(place: Place): number {
    const id = this.ids.get(nameOf(place))
    if (id === undefined) throw new RangeError(`No claim of the literature states ${printStored(place)}.`)
    return id
  }
}

function nameOf(place: Place): string {
  return `${place.modelId} ${printStored(place)}`
}
