import { LRUCache } from 'lru-cache'
import type { Tag, Tags } from '@/lib/http/tags'
import { sizeOf, type StoredResponse } from './stored-response'

/** Pages and answers of some thousand records, plain and gzipped. */
const MAX_BYTES = 64 * 1024 * 1024
/** A change whose notification was lost on a connection that looked alive shows after this at the latest. */
const MAX_AGE_MS = 60_000

/** What an answer is kept by. */
export interface CachePolicy {
  readonly key: string
  readonly tags: Tags
  /** How long an answer is given after it was made even if something has changed: it is made again at most once in this time. 0 unless told. */
  readonly leastMs?: number
}

interface Entry {
  readonly response: StoredResponse
  readonly policy: CachePolicy
  readonly madeAt: number
  /** Something it depends on has changed since it was begun. */
  stale: boolean
}

/** An answer that is being made, for everyone who asks meanwhile. */
interface Making {
  readonly policy: CachePolicy
  readonly response: Promise<StoredResponse>
  stale: boolean
}

/**
 * Answers that everyone gets alike, each made once and kept until something it depends on changes. Off until `trust` is called: it may hold something
 * only while whoever tells it of changes is heard.
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
   * Gives what is stored, or makes it; of those who ask at the same time one makes it for all. Only an answer with status 200 is kept and
   * shared; whoever waited for another one makes their own.
   */
  async getOrMake(policy: CachePolicy, make: () => Promise<StoredResponse>): Promise<StoredResponse> {
    if (!this.#trusted) return make()
    const known = this.get(policy.key)
    if (known) return known
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

  /** Has what depends on one of these tags made again. */
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

  /** Whether changes are heard from now on. What was kept before is dropped either way. */
  trust(heard: boolean): void {
    this.clear()
    this.#trusted = heard
  }

  /** Who asks from now on must not get what was begun before a change, unless it may be that old. */
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

const isGood = ({ stale, madeAt, policy: { leastMs = 0 } }: Entry): boolean =>
  !stale || performance.now() - madeAt < leastMs

/** Under this name stands what any change may concern; no notification says it. */
const ANYTHING: Tag = '*'

const listOf = (tags: Tags): readonly Tag[] => (tags === 'anything' ? [ANYTHING] : tags)
