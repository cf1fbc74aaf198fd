import { setTimeout as sleep } from 'node:timers/promises'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import type { Tag } from '@/lib/http/tags'
import { type Change, listenForChanges } from '@/lib/records/changes'
import type { ResponseCache } from './response-cache'

/** The site may start before its database. */
const RETRY_MS = 1_000

/**
 * Invalidates cache entries on the database's change notifications, and disables the cache while they are not received. Resolves when it listens, or when
 * `signal` aborts the attempts.
 */
export async function followChanges(cache: ResponseCache, signal: AbortSignal): Promise<void> {
  const listener = {
    changed: (change: Change) => cache.changed(tagsOf(change)),
    lost: () => cache.trust(false),
    restored: () => cache.trust(true),
  }
  while (!signal.aborted) {
    try {
      await listenForChanges(listener)
      return cache.trust(true)
    } catch (error) {
      log('warn', 'not listening for changes yet, so nothing is cached', { error: describeError(error) })
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

function tagsOf(change: Change): Tag[] {
  return [change.kind, `${change.kind}:${nameOf(change)}`]
}

function nameOf(change: Change): string | number {
  if ('id' in change) return change.id
  return 'repo' in change ? change.repo : change.sha256
}
