import { isDiskFull } from '@/lib/errors/disk-full'
import { noteDiskFull } from '@/lib/storage'
import { AppError } from '@/lib/errors/app-error'
import { isDatabaseDown } from './unavailable'

/** Seconds a client should wait for a restarting database. */
const DATABASE_RETRY_SECONDS = 5
/** Seconds a client should wait until an operator has freed disk space. */
const DISK_RETRY_SECONDS = 300

/** The response to an error that neither the request nor our code caused: the database is down, a disk is full. Null for any other error. */
export function outageOf(error: unknown): AppError | null {
  if (isDiskFull(error)) return diskFull()
  return isDatabaseDown(error) ? databaseUnavailable() : null
}

function databaseUnavailable(): AppError {
  return new AppError({
    status: 503,
    code: 'database-unavailable',
    detail:
      'The registry cannot reach its database at the moment. Try again in a few seconds; a claim that is sent twice is stored once.',
    headers: { 'retry-after': String(DATABASE_RETRY_SECONDS) },
  })
}

/** Reading still works; `/api/v1/health` says whether writing does. */
function diskFull(): AppError {
  noteDiskFull()
  return new AppError({
    status: 507,
    code: 'disk-full',
    detail:
      'A disk of the registry is full, so nothing can be stored. Reading still works. The operator must free space; try again later.',
    headers: { 'retry-after': String(DISK_RETRY_SECONDS) },
  })
}
