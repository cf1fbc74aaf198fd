import { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { databaseUrl } from '@/lib/env'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import type { Policy } from './policies'

/** The remainder of a policy for one key. */
export interface LimitState {
  readonly policy: Policy
  readonly remaining: number
  readonly resetSeconds: number
  /** True when this write exceeded the limit. */
  readonly exceeded: boolean
}

/** The table of the first migration of limits; see prisma/schema.prisma. */
const TABLE = 'rate_limits'
/** Counting takes a third of a millisecond; it must not wait behind the site's own queries. */
const POOL_SIZE = 2
/** Connection timeout: a slower database counts as down. */
const CONNECT_MS = 3_000

interface Limiters {
  readonly url: string
  readonly pool: Pool
  readonly byName: Map<string, RateLimiterPostgres>
}

// On globalThis because Next bundles this module into several chunks: one pool a process.
const store = globalThis as { superweightsLimiters?: Limiters }

/**
 * Counts one more write for `key` and returns the state, shared by all processes of the site.
 * @throws what the database throws
 */
export async function count(policy: Policy, key: string): Promise<LimitState> {
  try {
    return standingOf(policy, await limiterOf(policy).consume(key), false)
  } catch (error) {
    if (error instanceof RateLimiterRes) return standingOf(policy, error, true)
    throw error
  }
}

/** Closes the pool; the next count reopens it. */
export async function closeLimiters(): Promise<void> {
  const open = store.superweightsLimiters
  delete store.superweightsLimiters
  await open?.pool.end()
}

function standingOf(policy: Policy, { remainingPoints, msBeforeNext }: RateLimiterRes, exceeded: boolean): LimitState {
  return {
    policy,
    remaining: Math.max(0, remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
    exceeded,
  }
}

function limiterOf({ name, quota, windowSeconds }: Policy): RateLimiterPostgres {
  const { pool, byName } = limiters()
  const id = `${name} ${quota} ${windowSeconds}`
  const known = byName.get(id)
  if (known) return known
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: TABLE,
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: quota,
    duration: windowSeconds,
  })
  byName.set(id, limiter)
  return limiter
}

function limiters(): Limiters {
  const url = databaseUrl()
  const open = store.superweightsLimiters
  if (open?.url === url) return open
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_MS,
    allowExitOnIdle: true,
    application_name: 'superweights limits',
  })
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', (error) => log('warn', 'a connection for limits broke', { error: describeError(error) }))
  store.superweightsLimiters = { url, pool, byName: new Map() }
  void open?.pool.end()
  return store.superweightsLimiters
}
