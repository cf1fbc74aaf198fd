/** The registry cannot be reached, or cannot answer now: asking again helps. */
export class RegistryAway extends Error {
  override readonly name = 'RegistryAway'
}

/** The registry will not have this worker: no key, a key that is not valid or may not work, another version. A person must do something. */
export class NotAdmitted extends Error {
  override readonly name = 'NotAdmitted'
}
