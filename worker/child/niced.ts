import os from 'node:os'
import type { ChildCommand } from './child-command'

/**
 * The verifier may use every core that nothing else needs: a limit in cores would leave them idle on a machine that is there to verify, and all else on it
 * (PostgreSQL, the site, a person) comes first at this niceness. `npm start` gives the worker itself the same one.
 */
const NICENESS = 10

/** The command at that niceness, whatever that of this worker is. By `nice` and not afterwards: what it starts must not come before. */
export function niced({ file, args }: ChildCommand): ChildCommand {
  const more = NICENESS - os.getPriority()
  return more <= 0 ? { file, args } : { file: 'nice', args: ['-n', String(more), file, ...args] }
}
