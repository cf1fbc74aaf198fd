import { errorsWithin, type ErrorFacts } from '@/lib/errors/within'
import { HubError } from '@/lib/hub/errors/hub-error'

/** Node's codes for a server that is missing or has gone. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'EPIPE',
])
/** Prisma: cannot reach, timed out, does not exist, closed, no connection in the pool in time, no transaction in time, too many connections. */
const PRISMA = new Set(['P1001', 'P1002', 'P1003', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])
/** Our own code (lib/database-health.ts). */
const FROZEN = 'database-frozen'
/** Kinds of Prisma's driver adapter, inside the error of a query. */
const ADAPTER = new Set([
  'DatabaseNotReachable',
  'DatabaseDoesNotExist',
  'ConnectionClosed',
  'TooManyConnections',
  'SocketTimeout',
])
/** PostgreSQL: connection exceptions, out of memory, too many connections, a statement cancelled or over its time, shutting down, crashed, starting up, dropped, idle too long, database unknown. */
const POSTGRES = /^(08...|53200|53300|57014|57P0[1-5]|3D000)$/
/** pg's messages without a code: a lost connection, one lost before the query, a pool or query timeout. */
const PG =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired$|Query read timeout)/

/** An unreachable Hub fails with the same codes, but is not the database. */
const isHubs = (error: object) => error instanceof HubError

/** Whether an error of Node, pg, Prisma or pg-boss says that the database cannot be used now. */
export function isDatabaseDown(error: unknown): boolean {
  for (const facts of errorsWithin(error, isHubs)) if (saysDown(facts)) return true
  return false
}

function saysDown({ codes, kind, message, syscall }: ErrorFacts): boolean {
  if (ADAPTER.has(kind) || PG.test(message)) return true
  return codes.some(
    (code) => code === FROZEN || PRISMA.has(code) || POSTGRES.test(code) || (NETWORK.has(code) && isSocket(syscall)),
  )
}

/** A missing file is ENOENT too; only a socket's error has the system call `connect`. */
const isSocket = (syscall: string) => ['connect', 'read', 'write', 'getaddrinfo'].includes(syscall)
