import { LRUCache } from 'lru-cache'
import type { Tag, Tags } from '@/lib/http/tags'
import { sizeOf, type StoredResponse } from './stored-response'

/** Pages and answers of some thousand records, plain and gzipped. */
const MAX_BYTES = 64 * 1024 * 1024
/** A change whose notification was lost on a connection that looked alive shows after this at the latest. */
const MAX_AGE_MS = 60_000

interface Entry {
  readonly response: StoredResponse
  readonly tags: Tags
}

/** An answer that is being made, for everyone who asks meanwhile. */
interface Making {
  readonly tags: Tags
  readonly response: Promise<StoredResponse>
  /** Something it depends on has changed since it began. */
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
      dispose: ({ tags }, key) => this.#forget(key, tags),
    })
  }

  get(key: string): StoredResponse | undefined {
    return this.#entries.get(key)?.response
  }

  /**
   * Gives what is stored under `key`, or makes it; of those who ask at the same time one makes it for all. Only an answer with status 200 is kept and
   * shared; whoever waited for another one makes their own.
   */
  async getOrMake(key: string, tags: Tags, make: () => Promise<StoredResponse>): Promise<StoredResponse> {
    if (!this.#trusted) return make()
    const known = this.get(key)
    if (known) return known
    const other = this.#making.get(key)
    if (other) {
      const response = await other.response.catch(() => null)
      return response?.status === 200 ? response : make()
    }
    return this.#make(key, tags, make)
  }

  async #make(key: string, tags: Tags, make: () => Promise<StoredResponse>): Promise<StoredResponse> {
    const making: Making = { tags, response: make(), stale: false }
    this.#making.set(key, making)
    try {
      const response = await making.response
      if (response.status === 200 && !making.stale) this.#store(key, { response, tags })
      return response
    } finally {
      if (this.#making.get(key) === making) this.#making.delete(key)
    }
  }

  /** Drops what depends on one of these tags. */
  changed(tags: readonly Tag[]): void {
    const concerned = [ANYTHING, ...tags].flatMap((tag) => [...(this.#keysByTag.get(tag) ?? [])])
    for (const key of concerned) this.#entries.delete(key)
    this.#abandon((making) => making.tags === 'anything' || making.tags.some((tag) => tags.includes(tag)))
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

  /** Who asks from now on must not get what was begun before a change. */
  #abandon(concerned: (making: Making) => boolean): void {
    for (const [key, making] of this.#making) {
      if (!concerned(making)) continue
      making.stale = true
      this.#making.delete(key)
    }
  }

  #store(key: string, entry: Entry): void {
    if (!this.#trusted) return
    this.#entries.set(key, entry)
    for (const tag of listOf(entry.tags)) this.#keysOf(tag).add(key)
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

/** Under this name stands what any change may concern; no notification says it. */
const ANYTHING: Tag = '*'

const listOf = (tags: Tags): readonly Tag[] => (tags === 'anything' ? [ANYTHING] : tags)
