import { type Command, InvalidArgumentError, Option } from 'commander'
import { env } from '@/lib/env'
import { RUN_GRADE } from '@/lib/intake/run-grade'
import { type Lane, LANES } from '@/lib/jobs/lanes'
import { log } from '@/lib/log/log'
import { wipeSecrets } from '@/lib/secrets'
import { WorkerName } from '@/lib/worker-name'
import type { Finish } from '@/verifier/cli/commands'
import { keyFor } from '@/verifier/cli/credentials'
import { EXIT, UsageError } from '@/verifier/cli/exit'
import type { Io } from '@/verifier/cli/io'
import { registryOption } from '@/verifier/cli/registry-option'
import { corpusOf } from '@/verifier/run/corpus'
import { verifierCommand } from './child/command'
import { canIsolate } from './child/isolation'
import { VERIFIER_HEAP_MB, VERIFIER_LIMITS } from './child/limits'
import type { VerifyOptions } from './run/verify-job'

interface WorkerOptions {
  readonly registry?: URL
  readonly lanes?: readonly Lane[]
  readonly name?: string
}

/** Longest wait for a stopping worker; the queue detects runs that it still holds. */
const STOP_MS = 15_000

/** `superweights worker`: verifies for a registry, by its database or over HTTP. */
export function addWorker(program: Command, io: Io, finish: Finish): void {
  program
    .command('worker')
    .description('verify claims for a registry until stopped, with DATABASE_URL or with a key of a maintainer')
    .addOption(
      registryOption(
        'the registry to work for over HTTP (default: the database of DATABASE_URL, else SUPERWEIGHTS_REGISTRY)',
      ),
    )
    .addOption(
      new Option('--lanes <lanes>', 'sizes of models, separated by commas (default: WORKER_LANES)').argParser(lanesOf),
    )
    .addOption(new Option('--name <name>', 'its name in public histories (default: WORKER_NAME)').argParser(nameOf))
    .action(async (given: WorkerOptions) => {
      await work(given, io)
      finish(EXIT.ok)
    })
}

async function work({ lanes = env().WORKER_LANES, name = env().WORKER_NAME, ...given }: WorkerOptions, io: Io) {
  const registry = given.registry ?? registryOfEnvironment()
  if (lanes.length === 0) throw new UsageError('No lane is left to serve: name some with --lanes.')
  const key = registry && (await keyFor(registry))
  if (!registry && env().DATABASE_URL === undefined)
    throw new UsageError(
      'For which registry? Name it with --registry or SUPERWEIGHTS_REGISTRY, or give its database in DATABASE_URL.',
    )
  // Neither its own process nor its children need to show them.
  const hidden = wipeSecrets()
  if (!hidden || !canIsolate())
    log('warn', 'the verifier, or other processes of this user, can see this worker: docs/decisions/016', {})
  const stuck = () => setTimeout(() => process.exit(EXIT.failure), STOP_MS).unref()
  io.signal.addEventListener('abort', stuck)
  process.env.WORKER_NAME = name
  const options = optionsOf(io)
  // Each way is loaded on its own: one over HTTP never loads what opens a database.
  if (registry) {
    const { workOverHttp } = await import('./http/work')
    return workOverHttp({ ...options, registry, key, name, lanes }, io.signal)
  }
  const { workByDatabase } = await import('./database/work')
  return workByDatabase(lanes, options, io.signal)
}

/** The registry that the environment names, unless it gives a database. */
function registryOfEnvironment(): URL | undefined {
  const { DATABASE_URL, SUPERWEIGHTS_REGISTRY } = env()
  return DATABASE_URL === undefined && SUPERWEIGHTS_REGISTRY !== undefined ? new URL(SUPERWEIGHTS_REGISTRY) : undefined
}

const optionsOf = ({ readyHub }: Io): VerifyOptions => ({
  command: verifierCommand(VERIFIER_HEAP_MB),
  limits: VERIFIER_LIMITS,
  grade: RUN_GRADE,
  corpusOf,
  readyHub,
})

function lanesOf(typed: string): readonly Lane[] {
  const named = typed.split(',').map((lane) => lane.trim())
  const known = LANES.filter((lane) => named.includes(lane))
  if (known.length === new Set(named).size) return known
  throw new InvalidArgumentError(`Expected some of ${LANES.join(', ')}, separated by commas.`)
}

function nameOf(typed: string): string {
  const read = WorkerName.safeParse(typed)
  if (read.success) return read.data
  throw new InvalidArgumentError('Expected up to 60 letters, digits, dots and hyphens, and not "registry".')
}
