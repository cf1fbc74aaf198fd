import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import type { CheckpointHead } from './dry-run-schema'
import { screenedOf } from './enter-queue'

/** A reading in the API's form. Values that are not numbers are left out: JSON has none. */
export function checkpointHeadOf(reading: CheckpointReading): CheckpointHead {
  const { repo, commit, gated, family, layers, hiddenSize, intermediateSize, parameters, found } = reading
  return {
    repo,
    commit,
    gated,
    family,
    layers,
    hidden_size: hiddenSize,
    intermediate_size: intermediateSize,
    parameters,
    coordinates: found.filter(({ value }) => Number.isFinite(value)).map((one) => screenedOf(one, null)),
  }
}
