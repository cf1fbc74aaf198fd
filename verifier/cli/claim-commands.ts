import type { Command } from 'commander'
import { reportJsonSchema } from '@/lib/protocol'
import { checkCommand } from './check-command'
import type { Finish } from './commands'
import { EXIT } from './exit'
import { COORDINATE, REPO, withClaim, type ClaimOptions } from './options'
import type { Surroundings } from './surroundings'
import { reportCommand, verifyCommand } from './verify-command'

const COORDINATES = `${COORDINATE}; several are one set`

/** `superweights verify REPO COORD...` */
export function addVerify(program: Command, around: Surroundings, finish: Finish): void {
  withClaim(program.command('verify').description('measure a claim as the registry does; exit status 0 only for class A or B').argument('<repo>', REPO).argument('<coordinates...>', COORDINATES))
    .option('--out <file>', 'also write the report to this file')
    .action(async (repo: string, coordinates: string[], options: ClaimOptions) => finish(await verifyCommand(repo, coordinates, options, around)))
}

/** `superweights report REPO COORD...` */
export function addReport(program: Command, around: Surroundings, finish: Finish): void {
  withClaim(program.command('report').description('verify, and write the report to a file for others to check').argument('<repo>', REPO).argument('<coordinates...>', COORDINATES))
    .option('--out <file>', 'the file (default: named after repo and report, in this folder)')
    .action(async (repo: string, coordinates: string[], options: ClaimOptions) => finish(await reportCommand(repo, coordinates, options, around)))
}

/** `superweights check FILE` */
export function addCheck(program: Command, around: Surroundings, finish: Finish): void {
  program
    .command('check')
    .description('compute the verdict again from a report\'s raw numbers alone; reads no model; exit status as of verify')
    .argument('<file>', 'a report as "report" or "verify --out" writes it, or the record of one from /api/v1/reports')
    .option('--json', 'print the verdict as JSON and nothing else')
    .action(async (file: string, { json }: { readonly json?: boolean }) => finish(await checkCommand(file, json === true, around)))
}

/** `superweights schema` */
export function addSchema(program: Command, around: Surroundings, finish: Finish): void {
  program
    .command('schema')
    .description('print the JSON Schema of reports (draft 2020-12), as a registry publishes it')
    .action(() => {
      around.stdout.write(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`)
      finish(EXIT.ok)
    })
}
