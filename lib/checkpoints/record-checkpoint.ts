import type { Db } from '@/lib/db'
import type { CheckpointReading } from './read-checkpoint'
import { ensureModel } from '@/lib/models/ensure'

/** Stores what was read from a repo at a commit, once. The transaction must hold `lockModel`. @returns the model's key */
export async function recordCheckpoint(tx: Db, reading: CheckpointReading): Promise<number> {
  const { repo, commit, gated, family, layers, hiddenSize, intermediateSize, parameters, found } = reading
  const model = await ensureModel(tx, repo)
  const key = { modelId: model.id, commit }
  const known = await tx.checkpoint.findUnique({ where: { modelId_commit: key }, select: { id: true } })
  const { id: checkpointId } =
    known ??
    (await tx.checkpoint.create({
      data: {
        ...key,
        family,
        layers,
        hiddenSize,
        intermediateSize,
        dtype: found[0]?.dtype ?? '',
        parameters: BigInt(parameters),
        gated,
      },
      select: { id: true },
    }))
  const tensors = found.map(({ coordinate, dtype, shape, file }) => ({
    checkpointId,
    name: coordinate.tensor,
    dtype,
    shape: [...shape],
    file,
  }))
  await tx.tensor.createMany({ data: tensors, skipDuplicates: true })
  return model.id
}
