import { problemOfReading } from '@/lib/keep/problem'
import { readRecently } from '@/lib/keep/readings'
import { CURRENT_PROTOCOL } from '@/lib/protocol'
import { checkpointHeadOf } from './checkpoint-head'
import type { CheckpointHead } from './dry-run-schema'
import { parseInput } from './parse-input'

interface Looked {
  readonly repo: string
  readonly revision?: string | undefined
  readonly coordinates: readonly string[]
}

/**
 * Reads a checkpoint for a visitor, unless the same was read a moment ago.
 * @param address of the client: each reads one checkpoint at a time
 * @throws AppError 422 for what is wrong with the repo's name or a coordinate, 404, 422 and 503 as for every reading of the Hub
 */
export async function lookAt({ repo, revision, coordinates }: Looked, address: string): Promise<CheckpointHead> {
  const asked = coordinates.slice(0, CURRENT_PROTOCOL.document.set_max_members)
  const parsed = parseInput({
    repo,
    ...(revision ? { revision } : {}),
    ...(asked.length > 0 ? { coordinates: asked } : {}),
  })
  try {
    return checkpointHeadOf(
      await readRecently({ repo: parsed.repo, revision: parsed.revision, coordinates: parsed.coordinates }, [
        `address ${address}`,
      ]),
    )
  } catch (error) {
    throw await problemOfReading(error, parsed.repo, [`address ${address}`])
  }
}
