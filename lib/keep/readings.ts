import { LRUCache } from 'lru-cache'
import type { CheckpointReading, ReadOptions } from '@/lib/checkpoints/read-checkpoint'
import { outcomeOf } from '@/lib/checkpoints/outcome'
import { runForVisitor } from '@/lib/checkpoints/reading/read-with-slot'
import { AppError } from '@/lib/errors/app-error'
import { env } from '@/lib/env'

/** What is asked of a repo on the Hub. */
export type Asked = Pick<ReadOptions, 'repo' | 'revision' | 'coordinates' | 'bases'>

/** Readings remembered, each at most 40 kB: of people who reload a page, open its list and then the next one. */
const MOST = 500
/** A branch that moves is seen a minute later; a page that is reloaded is not read again. */
const GOOD_FOR_MS = 60_000

// On globalThis because Next bundles this module into several chunks: one for a site.
const store = globalThis as { superweightsReadings?: LRUCache<string, Promise<CheckpointReading>> }
const readings = () =>
  (store.superweightsReadings ??= new LRUCache<string, Promise<CheckpointReading>>({ max: MOST, ttl: GOOD_FOR_MS }))

/** Forgets every reading. */
export function forgetReadings(): void {
  store.superweightsReadings?.clear()
}

/**
 * Reads a repo while somebody waits, unless it was read a moment ago or is being read: whoever asks meanwhile gets the same reading. What is wrong with a repo
 * is remembered, too; what is wrong with the network is not.
 * @param who whatever may hold one slot only
 * @throws what `readCheckpoint` throws; AppError 503 `overloaded` when too many are being read
 */
export function readRecently(asked: Asked, who: readonly string[]): Promise<CheckpointReading> {
  const { HF_ENDPOINT, DEMO_HUB_URL } = env()
  const key = JSON.stringify([HF_ENDPOINT, DEMO_HUB_URL, { ...asked, repo: asked.repo.toLowerCase() }])
  const known = readings().get(key)
  if (known) return known
  const reading = runForVisitor('checkpoint', asked, who)
  readings().set(key, reading)
  reading.catch((error: unknown) => {
    if (isPassing(error) && readings().peek(key) === reading) readings().delete(key)
  })
  return reading
}

/** Whether the next reading may succeed. */
function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return true
  try {
    return outcomeOf(error).kind === 'later'
  } catch {
    return true // an error of our own: `outcomeOf` throws it as it is, and whoever awaits the reading reports it
  }
}
