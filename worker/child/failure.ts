/** How a child can end without an outcome of its own. */
export type ChildFailureKind =
  'crashed' | 'time-limit' | 'silent' | 'memory-limit' | 'too-much-output' | 'not-understood'

/** The child was stopped, or died, without a report. The message is fit for the submission's page. */
export class ChildFailure extends Error {
  override readonly name = 'ChildFailure'
  constructor(
    readonly kind: ChildFailureKind,
    message: string,
    /** The end of what it wrote to standard error: for the log only. */
    readonly stderr = '',
  ) {
    super(message)
  }

  /** Whether another try could help: the same input meets the same time and memory again, a crash may have been the machine's. */
  get passing(): boolean {
    return this.kind === 'crashed' || this.kind === 'silent'
  }
}
