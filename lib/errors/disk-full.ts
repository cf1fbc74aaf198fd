import { errorsWithin } from './within'

/** PostgreSQL's disk, this process's own files (full, or over a quota), and the Hub's cache. */
const CODES: readonly string[] = ['53100', 'ENOSPC', 'EDQUOT', 'disk-full']

/** Whether an error says that a disk is full, the database's or our own. */
export function isDiskFull(error: unknown): boolean {
  for (const { codes } of errorsWithin(error)) if (codes.some((code) => CODES.includes(code))) return true
  return false
}
