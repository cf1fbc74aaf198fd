import { messageOf } from '@/lib/errors/describe'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { takeLock, type Lock } from '@/lib/disk/lock'
import type { Scope, RunJournal, State } from '../pass/scope'
import { writeManifest } from './manifest'
import type { OnNotice } from './notices'
import { WriteThrottle, type ThrottleOptions } from './write-throttle'
import type { RunKey } from './run-key'
import type { Store } from './store'
import { PRIVATE_FOLDER } from './hashed-file'

/** What `openJournal` found and acquired. */
export interface JournalInit {
  readonly run: RunKey
  readonly store: Store
  /** How far the interrupted run got that this one resumes; null when this one starts afresh. */
  readonly resumedFrom: string | null
  readonly lock: Lock | null
  readonly throttle: ThrottleOptions
  readonly onNotice: OnNotice
}

/**
 * What a run has measured so far, on disk, so that it can be resumed after an interruption (docs/decisions/013). No failure here ends the run:
 * what cannot be read is measured again, what cannot be written is not kept.
 */
export class Journal implements RunJournal {
  readonly #init: JournalInit
  readonly #outcomes: WriteThrottle
  readonly #states: WriteThrottle
  /** Finished steps that are not on disk yet. */
  readonly #waiting = new Map<string, unknown>()
  /** How far the run got, including steps not yet on disk; and how far the steps on disk go. */
  #reached = ''
  #place: string | null
  #lock: Lock | null
  #writable = true

  constructor(init: JournalInit) {
    this.#init = init
    this.#outcomes = new WriteThrottle(init.throttle)
    this.#states = new WriteThrottle(init.throttle)
    this.#place = init.resumedFrom
    this.#lock = init.lock
  }

  /** @param title the scope's name for people: "perplexity, grade quick" */
  scope(title: string): Scope {
    const { store } = this.#init
    const begins = this.#init.resumedFrom === null
    return {
      find: async <T>(step: string) =>
        begins ? undefined : ((await this.#read(() => store.find(`${title}: ${step}`))) as T | undefined),
      findState: async (step) =>
        begins ? null : ((await this.#read(() => store.findState(`${title}: ${step}`))) ?? null),
      save: async (step, outcome, where) => {
        if (!this.#writable) return
        this.#waiting.set(`${title}: ${step}`, outcome)
        this.#reached = placeOf(title, where)
        if (this.#outcomes.due) await this.#flush()
      },
      saveState: async (step, state, where) => {
        if (this.#states.due) await this.#writeState(`${title}: ${step}`, state, placeOf(title, where))
      },
    }
  }

  /** Ends a finished run: deletes its journal and what an earlier run left. */
  async discard(): Promise<void> {
    await this.#end(async () => {
      if (this.#place !== null || this.#lock !== null) await this.#init.store.remove()
    })
  }

  /** Ends an interrupted run: writes the finished steps and reports how far they go. */
  async leave(): Promise<void> {
    if (this.#outcomes.due || this.#place !== null) await this.#flush()
    await this.#end(async () => {
      if (this.#place !== null) this.#init.onNotice({ kind: 'kept', place: this.#place })
    })
  }

  async #flush(): Promise<void> {
    if (this.#waiting.size === 0) return
    await this.#outcomes.run(() => this.#write(() => this.#writeWaiting()))
  }

  async #writeWaiting(): Promise<void> {
    for (const [step, outcome] of this.#waiting) {
      await this.#init.store.save(step, outcome)
      this.#waiting.delete(step)
    }
    await this.#standsAt(this.#reached)
  }

  /** Finished steps first: a state is useless without the steps before it. */
  async #writeState(step: string, state: State, place: string): Promise<void> {
    await this.#flush()
    await this.#states.run(() =>
      this.#write(async () => {
        await this.#init.store.saveState(step, state)
        await this.#standsAt(place)
      }),
    )
  }

  async #standsAt(place: string): Promise<void> {
    await writeManifest(this.#init.store.folder, this.#init.run, place)
    this.#place = place
  }

  async #read<T>(read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read()
    } catch (error) {
      this.#init.onNotice({ kind: 'damaged', reason: describe(error) })
      return undefined
    }
  }

  async #write(write: () => Promise<void>): Promise<void> {
    if (!this.#writable) return
    try {
      if (await this.#begin()) await write()
    } catch (error) {
      this.#stop()
      this.#init.onNotice({ kind: 'not-writable', reason: describe(error) })
    }
  }

  /** Prepares the folder for the first write. @returns whether this run may write to it */
  async #begin(): Promise<boolean> {
    if (this.#place !== null) return true
    const { store, onNotice } = this.#init
    await mkdir(path.dirname(store.folder), { recursive: true, mode: PRIVATE_FOLDER })
    this.#lock ??= await takeLock(lockOf(store.folder))
    if (this.#lock === null) {
      this.#stop()
      onNotice({ kind: 'busy' })
      return false
    }
    await store.begin()
    return true
  }

  #stop(): void {
    this.#writable = false
    this.#waiting.clear()
  }

  async #end(act: () => Promise<void>): Promise<void> {
    this.#stop()
    try {
      await act()
      await this.#lock?.release()
    } catch (error) {
      this.#init.onNotice({ kind: 'not-writable', reason: describe(error) })
    }
  }
}

const placeOf = (title: string, where: string) => (where === '' ? title : `${title}, ${where}`)

/** Beside the folder, since the folder itself is emptied and removed. */
export const lockOf = (folder: string) => `${folder}.lock`

export const describe = (error: unknown) => messageOf(error)
