import { errorsWithin } from './within'

/** Codes for a full disk: of PostgreSQL, of this process's files (full or over quota), and of the Hub's cache. */
const CODES: readonly string[] = ['53100', 'ENOSPC', 'EDQUOT', 'disk-full']

/** Whether an error says that a disk is full, the database's or ours. */
export function isDiskFull(error: unknown): boolean {
  for (const { codes } of errorsWithin(error)) if (codes.some((code) => CODES.includes(code))) return true
  return false
}
