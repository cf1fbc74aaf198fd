import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { parseCoordinate } from '@/lib/coordinates'
import { parseId } from '@/lib/ids'
import { isEnded } from '@/lib/protocol'
import { SubmissionRecord } from '@/lib/submissions/schema'
import { askRegistry } from './ask-registry'
import type { Finish } from './commands'
import { keyFor } from './credentials'
import { EXIT, UsageError } from './exit'
import type { Io } from './io'
import { printable } from './printable'
import { registryOf, registryOption } from './registry-option'

interface SubmitOptions {
  readonly registry?: URL
  readonly revision?: string
  readonly value?: string
  readonly source?: string
  readonly note?: string
  readonly wait?: boolean
  readonly json?: boolean
}

/** Between two looks at a submission: a run takes minutes. */
const LOOK_MS = 2_000

/** `superweights submit REPO [COORD...]` */
export function addSubmit(program: Command, io: Io, finish: Finish): void {
  program
    .command('submit')
    .description('submit a claim to a registry, which verifies it; without a coordinate it searches the model')
    .argument('<repo>', 'model repo: owner/name or its address on huggingface.co')
    .argument('[coordinates...]', 'one coordinate, or up to eight that are claimed together')
    .addOption(registryOption())
    .option('--revision <revision>', 'branch, tag or commit')
    .option('--value <number>', 'the value that you read, to be compared')
    .option('--source <text>', 'where the claim comes from: a link or a citation')
    .option('--note <text>', 'what a reader should know; public')
    .option('--wait', 'wait for its end; exit status 1 unless accepted or searched')
    .option('--json', 'print the submission as JSON and nothing else')
    .action(async (repo: string, coordinates: string[], options: SubmitOptions) =>
      finish(await submit(repo, coordinates, options, io)),
    )
}

/** `superweights cancel SUB` */
export function addCancel(program: Command, io: Io, finish: Finish): void {
  program
    .command('cancel')
    .description('cancel a submission of yours that has not ended')
    .argument('<submission>', 'its id: SUB-000001')
    .addOption(registryOption())
    .option('--json', 'print the submission as JSON and nothing else')
    .action(async (id: string, { registry, json }: SubmitOptions) => {
      if (parseId('submission', id) === null) throw new UsageError(`"${id}" is not the id of a submission: SUB-000001.`)
      const at = registryOf(registry)
      const address = new URL(`/api/v1/submissions/${id}/cancel`, at)
      const record = await askRegistry(address, SubmissionRecord, io, { body: {}, key: await keyFor(at) })
      io.stdout.write(json ? `${JSON.stringify(record, null, 2)}\n` : describe(record, at))
      finish(EXIT.ok)
    })
}

async function submit(repo: string, coordinates: string[], options: SubmitOptions, io: Io): Promise<number> {
  const at = registryOf(options.registry)
  const body = bodyOf(repo, coordinates, options)
  const key = await keyFor(at)
  let record = await askRegistry(new URL('/api/v1/submissions', at), SubmissionRecord, io, { body, key })
  const say = () => options.json !== true && io.stderr.write(describe(record, at))
  if (options.wait === true) {
    say()
    for (let status = record.status; !isEnded(record.status);) {
      await sleep(LOOK_MS, undefined, { signal: io.signal }).catch(() => io.signal.throwIfAborted())
      record = await askRegistry(new URL(`/api/v1/submissions/${record.id}`, at), SubmissionRecord, io)
      if (record.status === status) continue
      status = record.status
      if (!isEnded(status)) say()
    }
  }
  io.stdout.write(options.json === true ? `${JSON.stringify(record, null, 2)}\n` : describe(record, at))
  return options.wait !== true || ['accepted', 'searched'].includes(record.status) ? EXIT.ok : EXIT.notConfirmed
}

function bodyOf(
  repo: string,
  coordinates: readonly string[],
  { revision, value, source, note }: SubmitOptions,
): object {
  for (const coordinate of coordinates) parseCoordinate(coordinate)
  const number = value === undefined ? undefined : Number(value)
  if (number !== undefined && !Number.isFinite(number)) throw new UsageError(`--value: "${value}" is not a number.`)
  return {
    repo,
    ...(coordinates.length > 0 && { coordinates }),
    ...(revision !== undefined && { revision }),
    ...(number !== undefined && { value: number }),
    ...(source !== undefined && { source }),
    ...(note !== undefined && { note }),
  }
}

function describe({ id, status, reason, url }: SubmissionRecord, registry: URL): string {
  const why = reason === null ? '' : `: ${printable(reason.text)}`
  return `${id} is ${status.replace('-', ' ')}${why}\n  ${registry.origin}${url}\n`
}
