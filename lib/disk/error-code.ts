/** The system's code of a failure (`ENOENT`, ...), or null. Detected by shape, not by class: the error may come from another realm. */
export function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

/** Whether it failed because the file system is read-only, as a mounted cache may be. */
export function isReadOnly(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')
}
