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

/** What `openJournal` found, and what it took. */
export interface JournalInit {
  readonly run: RunKey
  readonly store: Store
  /** How far an interrupted run came that this one goes on from; null when this one begins. */
  readonly resumedFrom: string | null
  readonly lock: Lock | null
  readonly throttle: ThrottleOptions
  readonly onNotice: OnNotice
}

/**
 * What a run has measured so far, on disk, so that an interrupted run can go on (docs/decisions/013). Nothing that fails here ends the run:
 * what cannot be read is measured anew, what cannot be written is not kept.
 */
export class Journal implements RunJournal {
  readonly #init: JournalInit
  readonly #outcomes: WriteThrottle
  readonly #states: WriteThrottle
  /** Steps that are finished and not on disk yet. */
  readonly #waiting = new Map<string, unknown>()
  /** How far the run is with what waits, and how far what lies on disk goes. */
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

  /** @param title says for people what the scope is: "perplexity, grade quick" */
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

  /** Ends a run that is over: nothing of it is kept, nor what an earlier one left. */
  async discard(): Promise<void> {
    await this.#end(async () => {
      if (this.#place !== null || this.#lock !== null) await this.#init.store.remove()
    })
  }

  /** Ends a run before its time: what is finished is written, and whoever listens is told how far that goes. */
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

  /** What is finished goes first: a state is of no use without the steps before it. */
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

  /** Readies the folder for a first write. @returns whether it is this run's to write to */
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

/** Beside the folder, which is emptied and removed. */
export const lockOf = (folder: string) => `${folder}.lock`

export const describe = (error: unknown) => messageOf(error)
