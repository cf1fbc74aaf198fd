import { takeLock } from '@/lib/disk/lock'
import { describe, Journal, lockOf } from './journal'
import { readManifest } from './manifest'
import { differencesToNearest } from './nearest'
import type { OnNotice } from './notices'
import { THROTTLE, type ThrottleOptions } from './write-throttle'
import { folderOf, journalsFolder, type RunKey } from './run-key'
import { Store } from './store'
import { pruneJournals } from './prune'

export interface JournalOptions {
  /** Whether to resume an interrupted run with the same key; otherwise the run starts afresh. */
  readonly resume: boolean
  readonly onNotice: OnNotice
  readonly throttle?: ThrottleOptions
}

/** Opens a run's journal. Null where that fails, after `onNotice` was told why; also where `named` rejects. */
export async function openJournal(
  named: RunKey | Promise<RunKey>,
  { resume, onNotice, throttle = THROTTLE }: JournalOptions,
): Promise<Journal | null> {
  try {
    const run = await named
    const folder = folderOf(run)
    await pruneJournals(journalsFolder(), folder)
    const manifest = await readManifest(folder)
    if (manifest === null) {
      if (resume) onNotice({ kind: 'nothing-kept', differs: await differencesToNearest(journalsFolder(), run) })
      return new Journal({ run, store: await Store.open(folder), resumedFrom: null, lock: null, throttle, onNotice })
    }
    const lock = await takeLock(lockOf(folder))
    if (lock === null) {
      onNotice({ kind: 'busy' })
      return null
    }
    onNotice({ kind: resume ? 'resumed' : 'left-over', place: manifest.place })
    const store = await Store.open(folder)
    if (resume) return new Journal({ run, store, resumedFrom: manifest.place, lock, throttle, onNotice })
    return new Journal({
      run,
      store,
      resumedFrom: null,
      lock,
      throttle: { ...throttle, firstMs: throttle.sparedMs },
      onNotice,
    })
  } catch (error) {
    onNotice({ kind: 'not-writable', reason: describe(error) })
    return null
  }
}

/** Whether the error says of itself that a retry is pointless. */
const isPermanent = (error: unknown) => error instanceof Error && 'permanent' in error && error.permanent === true

/**
 * Runs `act` with the run's journal. The journal is deleted when `act` returns, so `act` must also deliver its result; and when `act`
 * fails permanently.
 */
export async function withJournal<T>(
  run: RunKey | Promise<RunKey>,
  options: JournalOptions,
  act: (journal: Journal | null) => Promise<T>,
): Promise<T> {
  const journal = await openJournal(run, options)
  try {
    const result = await act(journal)
    await journal?.discard()
    return result
  } catch (error) {
    await (isPermanent(error) ? journal?.discard() : journal?.leave())
    throw error
  }
}
