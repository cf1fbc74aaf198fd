/** Why a run is stopped although nothing is wrong with it. */
export type StopKind =
  /** The submission has ended, most likely by cancellation. */
  | 'ended'
  /** The queue considered this worker dead and gave the job to another. */
  | 'claim-lost'
  /** This worker is shutting down. */
  | 'stopping'

export class RunStopped extends Error {
  override readonly name = 'RunStopped'
  constructor(readonly kind: StopKind) {
    super(`The run was stopped: ${kind}.`)
  }
}

/** Thrown to pg-boss, which retries the job after its delay. The submission's page says so already. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater'
}
