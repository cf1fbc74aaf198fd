/** How long runs take: `startSeconds`, and `secondsPerByte` of the model's tensors. */
export interface Speed {
  readonly startSeconds: number
  readonly secondsPerByte: number
  /** Finished runs it was computed from. */
  readonly runs: number
}

/** Before a run has finished here: starting the verifier and reading the corpus on two cores. */
const START_SECONDS = 8
/** A 7B model (13.5 GB) takes 40 minutes at grade `standard` on two cores (docs/decisions/006). */
const SECONDS_PER_BYTE = (40 * 60) / 13.5e9
/** The assumed speed weighs as much as measurements on this many bytes: runs of demonstration models say little about a large one. */
const ASSUMED_BYTES = 1e9

/**
 * The speed of finished runs: what the fastest took is needed by every run; the rest is spread over the bytes, with the assumed speed.
 * @param seconds of each run
 * @param bytes of all their models together
 */
export function speedOf(seconds: readonly number[], bytes: number): Speed {
  const startSeconds = seconds.length === 0 ? START_SECONDS : Math.min(...seconds)
  const beyond = seconds.reduce((sum, one) => sum + one - startSeconds, 0)
  return {
    startSeconds,
    secondsPerByte: (beyond + SECONDS_PER_BYTE * ASSUMED_BYTES) / (bytes + ASSUMED_BYTES),
    runs: seconds.length,
  }
}

/** How long `runs` runs take one after the other. */
export function secondsOf({ startSeconds, secondsPerByte }: Speed, bytes: number, runs = 1): number {
  return runs * startSeconds + bytes * secondsPerByte
}

/** From here on a run's own progress says more about its end than the speed of others. */
const TELLING_FRACTION = 0.1

/** A run in progress. */
export interface CurrentRun {
  readonly bytes: number
  readonly elapsedSeconds: number
  /** Share of the run that is done, as its verifier estimates it. */
  readonly fraction: number
}

/** How long a run still takes. */
export function remainingSeconds(speed: Speed, { bytes, elapsedSeconds, fraction }: CurrentRun): number {
  if (fraction >= TELLING_FRACTION) return (elapsedSeconds * (1 - fraction)) / fraction
  return Math.max(0, secondsOf(speed, bytes) - elapsedSeconds)
}

/** A place in a lane. */
export interface PlaceInLane {
  readonly position: number
  readonly bytes: number
  readonly bytesBefore: number
  /** Until it may start at the earliest. */
  readonly delaySeconds: number
}

/** When a waiting submission starts and ends, in seconds from now: as many run at a time as do now, one at least. */
export function estimateOf(
  speed: Speed,
  { position, bytes, bytesBefore, delaySeconds }: PlaceInLane,
  running: readonly CurrentRun[],
): { readonly startsIn: number; readonly endsIn: number } {
  const ahead =
    running.reduce((sum, run) => sum + remainingSeconds(speed, run), 0) + secondsOf(speed, bytesBefore, position - 1)
  const startsIn = Math.max(ahead / Math.max(1, running.length), delaySeconds)
  return { startsIn: Math.round(startsIn), endsIn: Math.round(startsIn + secondsOf(speed, bytes)) }
}
