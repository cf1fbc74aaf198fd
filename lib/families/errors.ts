/** A checkpoint without a recipe. Permanent: retrying does not help. */
export class UnsupportedArchitecture extends Error {
  override readonly name = 'UnsupportedArchitecture'
  readonly code = 'unsupported-architecture'
  readonly permanent = true
}

/** A checkpoint whose config and tensors contradict each other. Permanent. */
export class InvalidCheckpoint extends Error {
  override readonly name = 'InvalidCheckpoint'
  readonly code = 'invalid-checkpoint'
  readonly permanent = true
}
