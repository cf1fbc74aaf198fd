import { setTimeout as sleep } from 'node:timers/promises'
import { signal } from '../processes/alive'
import type { Registry } from './registry'
import { type Fault, printFault } from './schedule'

/** What the faults did: how often each target was really there to be struck. */
export interface Struck {
  /** Verifiers killed: each may cost a claim one failed run. */
  verifiers: number
  total: number
}

/** Waits for each fault's time and strikes. Frozen ones are thawed by themselves. */
export async function strikeAll(
  registry: Registry,
  schedule: readonly Fault[],
  began: number,
  say: (text: string) => void,
): Promise<Struck> {
  const struck: Struck = { verifiers: 0, total: 0 }
  const thaws: Promise<void>[] = []
  for (const fault of schedule) {
    await sleep(Math.max(0, began + fault.at - Date.now()))
    const victims = registry.victims(fault.target)
    say(`${printFault(fault)}${victims.length > 0 ? ` (pid ${victims.join(', ')})` : ': none is there now'}`)
    if (victims.length === 0) continue
    struck.total += 1
    if (fault.target === 'verifier' && fault.frozenMs === null) struck.verifiers += 1
    for (const pid of victims) signal(pid, fault.frozenMs === null ? 'SIGKILL' : 'SIGSTOP')
    if (fault.frozenMs !== null) thaws.push(thaw(victims, fault.frozenMs))
  }
  await Promise.all(thaws)
  return struck
}

async function thaw(pids: readonly number[], afterMs: number): Promise<void> {
  await sleep(afterMs)
  for (const pid of pids) signal(pid, 'SIGCONT')
}
