import { CommanderError } from 'commander'
import { CoordinateError } from '@/lib/coordinates'
import { RepoNameError } from '@/lib/hub/names/repo'
import { ValueError } from '@/lib/hub/safetensors/read-value'
import { InvalidClaim } from '../measure/members'

/** The exit statuses. `HELP_STATUS` explains them to people. */
export const EXIT = { ok: 0, notConfirmed: 1, usage: 2, failure: 3, noneFound: 4, interrupted: 130 } as const

export const HELP_STATUS = `
Exit status:
  0    verify, report, check: class A or B, confirmed; verify of a record: the run agrees with the registry's; selftest: all as expected; find: found; keep: an answer with weights; worker: stopped by a signal; audit: no weight is weakened, crushed or enlarged; detect, dose, inspect, schema: done
  1    verify, report, check: not confirmed (class C or D, or a check failed); verify of a record: it does not agree; selftest: a control failed; audit: a weight is weakened, crushed or enlarged
  2    invalid arguments: unknown option, no such coordinate
  3    the hub, the registry, the device or the verifier failed: repo missing, gated or unreachable, architecture not supported; worker: the registry refused it
  4    find: no super weight found; keep: none known, or none left; audit: none known
  130  interrupted`

/** Options that contradict each other or make no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const USAGE = [UsageError, CoordinateError, RepoNameError, ValueError, InvalidClaim]

/** The exit status for a command that ended with `error`. */
export function exitOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  return USAGE.some((kind) => error instanceof kind) ? EXIT.usage : EXIT.failure
}
