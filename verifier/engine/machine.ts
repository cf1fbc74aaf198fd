import { totalmem } from 'node:os'
import type { Machine } from '../pass/model'
import { nodeBackend } from './node-backend'

/** Share of the machine's memory that a run may fill; the rest is for the system and the database. The worker's own limit is the same. */
const USABLE = 0.75

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return { backend: nodeBackend, memory: totalmem() * USABLE }
}
