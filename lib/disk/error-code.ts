/** The system's word for a failure (`ENOENT`, ...), or null. By shape, not by class: the error may come from another realm. */
export function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

/** Whether it failed because nothing may be written there: a cache that is mounted read-only is a fair thing to have. */
export function isReadOnly(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')
}
