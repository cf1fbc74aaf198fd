import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { Tag, Tags } from '@/lib/http/tags'
import { sizeOf, type StoredResponse } from './stored-response'

/** Room for the pages and API responses of some thousand records, plain and gzipped. */
const MAX_BYTES = 64 * 1024 * 1024
/** Longest delay of a change whose notification was lost on a connection that looked alive. */
const MAX_AGE_MS = 60_000

/** How a response is cached. */
export interface CachePolicy {
  readonly key: string
  readonly tags: Tags
  /** Minimum lifetime of a response even if something has changed: it is recomputed at most once in this time. Default 0. */
  readonly leastMs?: number
  /** When recomputing a changed response takes longer than `ms`, those who wait get the previous one, unless it is older than `maxAgeMs`. */
  readonly patience?: { readonly ms: number; readonly maxAgeMs: number }
}

interface Entry {
  readonly response: StoredResponse
  readonly policy: CachePolicy
  readonly madeAt: number
  /** A dependency has changed since its computation began. */
  stale: boolean
}

/** A response being computed, for all concurrent requests. */
interface Making {
  readonly policy: CachePolicy
  readonly response: Promise<StoredResponse>
  stale: boolean
}

/**
 * A cache of responses that are the same for everyone, each computed once and kept until a dependency changes. Disabled until `trust` is called: it
 * may store responses only while change notifications are received.
 */
export class ResponseCache {
  readonly #entries: LRUCache<string, Entry>
  readonly #keysByTag = new Map<Tag, Set<string>>()
  readonly #making = new Map<string, Making>()
  #trusted = false

  constructor() {
    this.#entries = new LRUCache<string, Entry>({
      maxSize: MAX_BYTES,
      sizeCalculation: ({ response }) => sizeOf(response),
      ttl: MAX_AGE_MS,
      dispose: ({ policy }, key) => this.#forget(key, policy.tags),
    })
  }

  get(key: string): StoredResponse | undefined {
    const entry = this.#entries.get(key)
    return entry && isGood(entry) ? entry.response : undefined
  }

  /**
   * Returns the stored response or computes it; concurrent requests share one computation. Only responses with status 200 are stored and
   * shared; for any other, each waiting request computes its own.
   */
  async getOrMake(policy: CachePolicy, make: () => Promise<StoredResponse>): Promise<StoredResponse> {
    if (!this.#trusted) return make()
    const known = this.get(policy.key)
    if (known) return known
    const previous = this.#previous(policy)
    const fresh = this.#share(policy, make)
    return previous && policy.patience ? soonOr(fresh, policy.patience.ms, previous) : fresh
  }

  /** The response before the last change, if the policy allows it for now. */
  #previous({ key, patience }: CachePolicy): StoredResponse | undefined {
    const entry = this.#entries.peek(key)
    return entry && patience && performance.now() - entry.madeAt < patience.maxAgeMs ? entry.response : undefined
  }

  async #share(policy: CachePolicy, make: () => Promise<StoredResponse>): Promise<StoredResponse> {
    const other = this.#making.get(policy.key)
    if (other === undefined) return this.#make(policy, make)
    const response = await other.response.catch(() => null)
    return response?.status === 200 ? response : make()
  }

  async #make(policy: CachePolicy, make: () => Promise<StoredResponse>): Promise<StoredResponse> {
    const making: Making = { policy, response: make(), stale: false }
    this.#making.set(policy.key, making)
    try {
      const response = await making.response
      if (response.status === 200) this.#store({ response, policy, madeAt: performance.now(), stale: making.stale })
      return response
    } finally {
      if (this.#making.get(policy.key) === making) this.#making.delete(policy.key)
    }
  }

  /** Invalidates everything that depends on one of these tags. */
  changed(tags: readonly Tag[]): void {
    for (const tag of [ANYTHING, ...tags])
      for (const key of this.#keysByTag.get(tag) ?? []) {
        const entry = this.#entries.peek(key)
        if (entry) entry.stale = true
      }
    this.#abandon(({ policy }) => policy.tags === 'anything' || policy.tags.some((tag) => tags.includes(tag)))
  }

  /** Drops everything. */
  clear(): void {
    this.#entries.clear()
    this.#abandon(() => true)
  }

  /** Sets whether change notifications are received from now on. Drops everything stored before. */
  trust(heard: boolean): void {
    this.clear()
    this.#trusted = heard
  }

  /** Later requests must not share a computation that began before a change, unless it may be that old. */
  #abandon(concerned: (making: Making) => boolean): void {
    for (const [key, making] of this.#making) {
      if (!concerned(making)) continue
      making.stale = true
      if (!making.policy.leastMs) this.#making.delete(key)
    }
  }

  #store(entry: Entry): void {
    if (!this.#trusted || !isGood(entry)) return
    const { key, tags } = entry.policy
    this.#entries.set(key, entry)
    for (const tag of listOf(tags)) this.#keysOf(tag).add(key)
  }

  #forget(key: string, tags: Tags): void {
    for (const tag of listOf(tags)) {
      const keys = this.#keysByTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#keysByTag.delete(tag)
    }
  }

  #keysOf(tag: Tag): Set<string> {
    const keys = this.#keysByTag.get(tag) ?? new Set()
    this.#keysByTag.set(tag, keys)
    return keys
  }
}

/** `fresh` if it comes within `ms`, else `previous`: then a failure of `fresh` concerns nobody, and whoever makes responses logs it. */
async function soonOr(fresh: Promise<StoredResponse>, ms: number, previous: StoredResponse): Promise<StoredResponse> {
  const soon = new AbortController()
  const late = sleep(ms, previous, { signal: soon.signal }).catch(() => previous)
  try {
    return await Promise.race([fresh, late])
  } finally {
    soon.abort()
  }
}

const isGood = ({ stale, madeAt, policy: { leastMs = 0 } }: Entry): boolean =>
  !stale || performance.now() - madeAt < leastMs

/** Tag of entries that any change may concern; notifications never contain it. */
const ANYTHING: Tag = '*'

const listOf = (tags: Tags): readonly Tag[] => (tags === 'anything' ? [ANYTHING] : tags)
