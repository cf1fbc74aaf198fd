import type { Db } from '@/lib/db'
import type { CheckpointReading } from './read-checkpoint'

/** Stores what was read from a repo at a commit, once. The transaction must hold `lockModel`. @returns the model's key */
export async function recordCheckpoint(tx: Db, reading: CheckpointReading): Promise<number> {
  const { repo, commit, found } = reading
  const names = found.map(({ coordinate }) => coordinate.tensor)
  const known = await tx.model.findUnique({
    where: { repo },
    select: {
      id: true,
      checkpoints: {
        where: { commit },
        select: { id: true, tensors: { where: { name: { in: names } }, select: { name: true } } },
      },
    },
  })
  const { id: modelId } = known ?? (await tx.model.create({ data: { repo }, select: { id: true } }))
  const checkpoint = known?.checkpoints[0] ?? { id: await create(tx, modelId, reading), tensors: [] }
  await addTensors(tx, checkpoint, found)
  return modelId
}

async function create(tx: Db, modelId: number, reading: CheckpointReading): Promise<number> {
  const { commit, gated, family, layers, hiddenSize, intermediateSize, parameters, found } = reading
  const { id } = await tx.checkpoint.create({
    data: {
      modelId,
      commit,
      family,
      layers,
      hiddenSize,
      intermediateSize,
      dtype: found[0]?.dtype ?? '',
      parameters: BigInt(parameters),
      gated,
    },
    select: { id: true },
  })
  return id
}

async function addTensors(
  tx: Db,
  { id: checkpointId, tensors }: { readonly id: number; readonly tensors: readonly { readonly name: string }[] },
  found: CheckpointReading['found'],
): Promise<void> {
  const known = new Set(tensors.map(({ name }) => name))
  const data = found
    .filter(({ coordinate }) => !known.has(coordinate.tensor))
    .map(({ coordinate, dtype, shape, file }) => ({
      checkpointId,
      name: coordinate.tensor,
      dtype,
      shape: [...shape],
      file,
    }))
  if (data.length > 0) await tx.tensor.createMany({ data, skipDuplicates: true })
}
