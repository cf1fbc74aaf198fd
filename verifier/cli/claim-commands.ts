import { Argument, type Command } from 'commander'
import { findJsonSchema, reportJsonSchema } from '@/lib/protocol'
import { doseJsonSchema } from '../measure/dose-curve'
import { checkCommand } from './check-command'
import type { Finish } from './commands'
import { EXIT } from './exit'
import { COORDINATE, REPO, withClaim, type ClaimOptions } from './options'
import type { Io } from './io'
import { reportCommand, verifyCommand } from './verify-command'

const COORDINATES = `${COORDINATE}; several are one set`

/** `superweights verify REPO COORD...` */
export function addVerify(program: Command, io: Io, finish: Finish): void {
  withClaim(
    program
      .command('verify')
      .description('measure a claim as the registry does; exit status 0 only for class A or B')
      .argument('<repo>', REPO)
      .argument('<coordinates...>', COORDINATES),
  )
    .option('--out <file>', 'also write the report to this file')
    .action(async (repo: string, coordinates: string[], options: ClaimOptions) =>
      finish(await verifyCommand(repo, coordinates, options, io)),
    )
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
