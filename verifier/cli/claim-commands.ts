import { Argument, type Command } from 'commander'
import { findJsonSchema, reportJsonSchema } from '@/lib/protocol'
import { doseJsonSchema } from '../measure/dose-curve'
import { checkCommand } from './check-command'
import type { Finish } from './commands'
import { EXIT, UsageError } from './exit'
import { COORDINATE, REPO, withClaim, type ClaimOptions } from './options'
import type { Io } from './io'
import { registryOption } from './registry-option'
import { isRecord, reproduceCommand, type ReproduceOptions } from './reproduce-command'
import { reportCommand, verifyCommand } from './verify-command'

const COORDINATES = `${COORDINATE}; several are one set`

/** `superweights verify REPO COORD...` */
export function addVerify(program: Command, io: Io, finish: Finish): void {
  withClaim(
    program
      .command('verify')
      .description(
        'measure a claim as the registry does, exit status 0 only for class A or B; or repeat the run of a record, exit status 0 where both agree',
      )
      .argument('<repo>', `${REPO}; or a record of a registry, SW-000123 or SS-000004`)
      .argument('[coordinates...]', `${COORDINATES}; a record has its own`),
  )
    .option('--out <file>', 'also write the report to this file')
    .option('--submit', 'of a record: sign the report with your key, and send it to the registry')
    .option('--report <file>', 'of a record: take this report, of another machine or program, and measure nothing')
    .addOption(registryOption())
    .action(async (repo: string, coordinates: string[], options: ReproduceOptions, command: Command) => {
      if (isRecord(repo)) assertOfRecord(repo, coordinates, command)
      else assertOfClaim(coordinates, options)
      finish(
        await (isRecord(repo) ? reproduceCommand(repo, options, io) : verifyCommand(repo, coordinates, options, io)),
      )
    })
}

/** What a record says itself. */
const FIXED = ['revision', 'value', 'grade', 'corpus', 'protocol'] as const

/** @throws UsageError for what a record does not leave open */
function assertOfRecord(record: string, coordinates: readonly string[], command: Command): void {
  const [extra] = coordinates
  if (extra !== undefined)
    throw new UsageError(
      `${record} has its own coordinates: "${extra}" is one too many. Give a repo to measure others.`,
    )
  const typed = FIXED.find((name) => command.getOptionValueSource(name) === 'cli')
  if (typed !== undefined)
    throw new UsageError(`--${typed} is not for a record: ${record} is measured as its own run was. Leave it out.`)
}

/** @throws UsageError for what needs a record */
function assertOfClaim(coordinates: readonly string[], { submit, report, registry }: ReproduceOptions): void {
  if (submit === true || report !== undefined || registry !== undefined)
    throw new UsageError(
      '--submit, --report and --registry are for a record of a registry: superweights verify SW-000123 --submit.',
    )
  if (coordinates.length === 0)
    throw new UsageError("missing required argument 'coordinates': which weight is claimed?")
}

/** `superweights report REPO COORD...` */
export function addReport(program: Command, io: Io, finish: Finish): void {
  withClaim(
    program
      .command('report')
      .description('verify, and write the report to a file for others to check')
      .argument('<repo>', REPO)
      .argument('<coordinates...>', COORDINATES),
  )
    .option('--out <file>', 'the file (default: named after repo and report, in this folder)')
    .action(async (repo: string, coordinates: string[], options: ClaimOptions) =>
      finish(await reportCommand(repo, coordinates, options, io)),
    )
}

/** `superweights check FILE` */
export function addCheck(program: Command, io: Io, finish: Finish): void {
  program
    .command('check')
    .description(
      "compute the verdict again from a report's raw numbers alone; reads no model; exit status as of verify",
    )
    .argument('<file>', 'a report as "report" or "verify --out" writes it, or the record of one from /api/v1/reports')
    .option('--json', 'print the verdict as JSON and nothing else')
    .action(async (file: string, { json }: { readonly json?: boolean }) =>
      finish(await checkCommand(file, json === true, io)),
    )
}

/** The schemas of the files that this program writes. */
const SCHEMAS = { report: reportJsonSchema, dose: doseJsonSchema, find: findJsonSchema } as const

/** `superweights schema [WHAT]` */
export function addSchema(program: Command, io: Io, finish: Finish): void {
  program
    .command('schema')
    .description(
      'print the JSON Schema (draft 2020-12) of reports, as a registry publishes it, or of what "dose --json" or "find --json" prints',
    )
    .addArgument(new Argument('[what]', 'of which file').choices(Object.keys(SCHEMAS)).default('report'))
    .action((what: keyof typeof SCHEMAS) => {
      io.stdout.write(`${JSON.stringify(SCHEMAS[what](), null, 2)}\n`)
      finish(EXIT.ok)
    })
}
