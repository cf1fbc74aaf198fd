import { setTimeout as sleep } from 'node:timers/promises'
import { signal } from '../processes/alive'
import type { Registry } from './registry'
import { type Fault, printFault } from './schedule'

/** What was injected: only faults whose target was running count. */
export interface Injected {
  /** Verifiers killed: each may cost a claim one failed run. */
  verifiers: number
  total: number
}

/** Injects each fault at its time. Frozen processes are resumed after theirs. */
export async function injectFaults(
  registry: Registry,
  schedule: readonly Fault[],
  began: number,
  say: (text: string) => void,
): Promise<Injected> {
  const injected: Injected = { verifiers: 0, total: 0 }
  const thaws: Promise<void>[] = []
  for (const fault of schedule) {
    await sleep(Math.max(0, began + fault.at - Date.now()))
    const victims = registry.victims(fault.target)
    say(`${printFault(fault)}${victims.length > 0 ? ` (pid ${victims.join(', ')})` : ': none is there now'}`)
    if (victims.length === 0) continue
    injected.total += 1
    if (fault.target === 'verifier' && fault.frozenMs === null) injected.verifiers += 1
    for (const pid of victims) signal(pid, fault.frozenMs === null ? 'SIGKILL' : 'SIGSTOP')
    if (fault.frozenMs !== null) thaws.push(thaw(victims, fault.frozenMs))
  }
  await Promise.all(thaws)
  return injected
}

async function thaw(pids: readonly number[], afterMs: number): Promise<void> {
  await sleep(afterMs)
  for (const pid of pids) signal(pid, 'SIGCONT')
}
