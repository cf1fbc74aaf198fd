import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say'

/** A program that runs. */
export interface Running {
  /** Resolves to its exit code or signal when it has ended; never rejects. */
  ended: Promise<string>
  stop(): Promise<void>
}

/** A program to keep running. */
export interface Service {
  /** Its name in a sentence: "the site". */
  name: string
  /** Where its log is, to follow "its log is". */
  log: string
  /**
   * Starts it and resolves when it is up. When `signal` aborts, it stops immediately, leaves nothing running, and rejects.
   * @param again false for the first start
   */
  start(signal: AbortSignal, again: boolean): Promise<Running>
}

export interface Pace {
  /** Delay before a restart, in milliseconds: it doubles from the first to the last. */
  firstWaitMs: number
  lastWaitMs: number
  /** A program that ran this long was healthy: the count restarts. */
  wellAfterMs: number
  /** Consecutive exits after which restarting does not help. */
  limit: number
}

/** Ten consecutive exits take at least four minutes: longer than another program holds a port or a memory peak lasts, shorter than a person waits. */
const PACE: Pace = { firstWaitMs: 500, lastWaitMs: 60_000, wellAfterMs: 60_000, limit: 10 }

export interface Supervised {
  /** Stops it permanently, even in the middle of a restart. */
  stop(): Promise<void>
}

/**
 * Starts a service and keeps it running: it is restarted with increasing delays.
 * @param giveUp called with a sentence after too many consecutive exits
 * @throws what the first start threw
 */
export async function supervise(
  service: Service,
  giveUp: (sentence: string) => void,
  pace: Pace = PACE,
): Promise<Supervised> {
  const stopping = new AbortController()
  let running: Running | null = await service.start(stopping.signal, false)

  let upSince = Date.now()

  /** Starts it if necessary and waits for its end; resolves to how it ended, even if it failed to start. */
  const once = async (): Promise<string> => {
    try {
      running ??= await service.start(stopping.signal, true)
      upSince = Date.now()
      if (stopping.signal.aborted) await running.stop()
      return await running.ended
    } catch (error) {
      upSince = Date.now()
      return (error as Error).message
    } finally {
      running = null
    }
  }
  const keep = async (): Promise<void> => {
    for (let ends = 1; ; ends++) {
      const how = await once()
      if (stopping.signal.aborted) return
      if (Date.now() - upSince > pace.wellAfterMs) ends = 1
      if (ends >= pace.limit) return giveUp(sentenceOf(service, ends, how))
      const wait = Math.min(pace.firstWaitMs * 2 ** (ends - 1), pace.lastWaitMs)
      say(`${service.name} ended (${how.split('\n')[0]}); restarting it in ${wait / 1000} s`)
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined) // woken by stop
      if (stopping.signal.aborted) return
    }
  }
  const kept = keep()
  return {
    stop: async () => {
      stopping.abort()
      await running?.stop()
      await kept
    },
  }
}

function sentenceOf({ name, log }: Service, ends: number, how: string): string {
  const [first = ''] = how.split('\n')
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ended ${ends} times in a row (the last time: ${first}); its log is ${log}.`
}
