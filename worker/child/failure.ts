/** Ways in which a child can end without an outcome. */
export type ChildFailureKind =
  'crashed' | 'time-limit' | 'silent' | 'memory-limit' | 'too-much-output' | 'not-understood'

/** The child was stopped or died without a report. The message is shown on the submission's page. */
export class ChildFailure extends Error {
  override readonly name = 'ChildFailure'
  constructor(
    readonly kind: ChildFailureKind,
    message: string,
    /** The end of its standard error, for the log only. */
    readonly stderr = '',
  ) {
    super(message)
  }
}
