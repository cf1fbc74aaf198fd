import { isDiskFull } from '@/lib/errors/disk-full'
import { noteDiskFull } from '@/lib/storage'
import { AppError } from '@/lib/errors/app-error'
import { isDatabaseDown } from './unavailable'

/** Seconds a client should wait for a database that restarts. */
const DATABASE_RETRY_SECONDS = 5
/** Seconds a client should wait for an operator who makes room on a disk. */
const DISK_RETRY_SECONDS = 300

/** What a client is told of an error that neither the request nor our code caused: the database is away, a disk is full. Null for any other error. */
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

/** Reading goes on working; `/api/v1/health` says until when writing does not. */
function diskFull(): AppError {
  noteDiskFull()
  return new AppError({
    status: 507,
    code: 'disk-full',
    detail:
      'A disk of the registry is full, so nothing can be stored. Reading still works. Its operator must make room; try again later.',
    headers: { 'retry-after': String(DISK_RETRY_SECONDS) },
  })
}
