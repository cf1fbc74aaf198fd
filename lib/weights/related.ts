import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { Prisma } from '@/prisma/generated/client'
import type { WeightRecord } from './schema'

/** Another record that shares something with this one. */
export interface RelatedWeight {
  readonly id: string
  readonly repo: string
  readonly tensor: string
  readonly row: number
  readonly col: number
  readonly level: number
  readonly class: string | null
}

export interface RelatedWeights {
  /** The same input neuron of the same layer of the same model. */
  readonly neuron: readonly RelatedWeight[]
  /** The same channel of the residual stream of the same model, in any layer. */
  readonly channel: readonly RelatedWeight[]
  /** The same coordinate in another model, or at another commit of this one. */
  readonly elsewhere: readonly RelatedWeight[]
}

/** Of each kind: more is a list of its own. */
const SHOWN = 12

/** Records that share the neuron, the channel or the coordinate of a weight, the best evidence first. */
export async function relatedTo({
  id,
  repo,
  tensor,
  layer,
  row,
  col,
  expert,
  input_neuron: neuron,
  output_channel: channel,
}: WeightRecord): Promise<RelatedWeights> {
  const inModel = Prisma.sql`m.repo = ${repo} and (w.tensor, w."row", w.col) <> (${tensor}, ${row}, ${col})`
  const [byNeuron, byChannel, elsewhere] = await Promise.all([
    find(
      Prisma.sql`${inModel} and w.layer = ${layer} and w.input_neuron = ${neuron} and w.expert is not distinct from ${expert}`,
      id,
    ),
    find(Prisma.sql`${inModel} and w.output_channel = ${channel}`, id),
    find(Prisma.sql`w."row" = ${row} and w.col = ${col} and w.tensor = ${tensor}`, id),
  ])
  return { neuron: byNeuron, channel: byChannel, elsewhere }
}

type Row = Omit<RelatedWeight, 'id'> & { readonly id: number }

async function find(where: Prisma.Sql, self: string): Promise<RelatedWeight[]> {
  const rows = await db.$queryRaw<Row[]>`
    select w.id, m.repo, w.tensor, w."row", w.col, w.level, w.class
    from weights w join models m on m.id = w.model_id
    where not w.withdrawn and ${where} order by w.level desc, w.id limit ${SHOWN + 1}`
  return rows
    .map((found) => ({ ...found, id: printId('weight', found.id) }))
    .filter(({ id }) => id !== self)
    .slice(0, SHOWN)
}
