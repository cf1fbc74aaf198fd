import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { env } from '@/lib/env'
import type { Grade } from '@/lib/protocol'
import type { Reason } from './change-status'

const GB = 1e9

/**
 * Bytes of the largest model that is run, by the lowest grade of the run. A run may take 12 hours (worker/child/limits.ts). On two cores grade `standard` takes
 * three minutes a gigabyte (decision 006), `full` four times as long, and `quick` a sixth; a search, which is one of many removals at `quick`, gets a tenth of that.
 */
const LIMITS: Readonly<Record<Grade, number>> = { quick: 150 * GB, standard: 150 * GB, full: 50 * GB }

/** The grade at which a worker begins: decision 006 for claims, decision 033 for searches. */
const gradeOf = ({ found }: CheckpointReading): Grade => (found.length === 0 ? 'quick' : 'standard')

/** Why a model is too large for this registry; null if it is not. */
export function sizeRefusal(reading: CheckpointReading): Reason<'blocked'> | null {
  const grade = gradeOf(reading)
  const { MAX_MODEL_GB } = env()
  const limit = MAX_MODEL_GB === undefined ? LIMITS[grade] : MAX_MODEL_GB * GB
  if (reading.bytes <= limit) return null
  const [command, what] = grade === 'quick' ? ['find', 'searches'] : ['verify', 'verifies claims about']
  return {
    code: 'too-large',
    text: `The tensors of ${reading.repo} take ${gigabytes(reading.bytes)}; this registry ${what} models of up to ${gigabytes(limit)} (grade ${grade}), so that a run ends within hours. Run it on your own machine with \`npx superweights ${command}\`, or ask the operator of this registry to raise MAX_MODEL_GB.`,
  }
}

const gigabytes = (bytes: number): string => `${Number((bytes / GB).toPrecision(3))} GB`
