import { messageOf } from '@/lib/errors/describe'
import { Command, CommanderError } from 'commander'
import { VERIFIER_VERSION } from '../run/provenance'
import { addLogin, addLogout, addWhoAmI } from './account-commands'
import { addAudit } from './audit-command'
import { addCheck, addReport, addSchema, addVerify } from './claim-commands'
import { addDetect, addInspect, type Finish } from './commands'
import { addDose } from './dose-command'
import { addFind } from './find-command'
import { EXIT, exitOf, HELP_STATUS } from './exit'
import { addKeep } from './keep-command'
import { addSelftest } from './selftest-command'
import type { Io } from './io'
import { addCancel, addSubmit } from './submit-commands'

/** Adds a command to the program. */
export type AddCommand = (program: Command, io: Io, finish: Finish) => void

/**
 * Runs one command line (without `node` and the program's name) and returns its exit status. Errors become one sentence on standard error; with
 * --debug, their stack.
 * @param further commands of rooms that this one may not enter: bin/ hands them in
 */
export async function runCli(args: readonly string[], io: Io, further: readonly AddCommand[] = []): Promise<number> {
  let status: number = EXIT.ok
  const finish: Finish = (done) => (status = done)
  const program = programOf(io, finish)
  for (const add of further) add(program, io, finish)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    if (io.signal.aborted) return EXIT.interrupted
    // Commander has already printed its own errors.
    if (!(error instanceof CommanderError))
      io.stderr.write(
        `superweights: ${describe(error, io.debug || program.opts<{ debug?: boolean }>().debug === true)}\n`,
      )
    return exitOf(error)
  }
}

function programOf(io: Io, finish: Finish): Command {
  const program = new Command('superweights')
    .description('Find, verify and look up super weights: single scalars whose removal wrecks a language model.')
    .version(VERIFIER_VERSION)
    .option('--debug', 'show the stack of an error (also with DEBUG=1)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    })
    .showHelpAfterError('("superweights --help" explains)')
    .addHelpText('after', HELP_STATUS)
  addFind(program, io, finish)
  addKeep(program, io, finish)
  addAudit(program, io, finish)
  addDetect(program, io, finish)
  addVerify(program, io, finish)
  addReport(program, io, finish)
  addCheck(program, io, finish)
  addSchema(program, io, finish)
  addDose(program, io, finish)
  addInspect(program, io, finish)
  addSelftest(program, io, finish)
  addSubmit(program, io, finish)
  addCancel(program, io, finish)
  addLogin(program, io, finish)
  addLogout(program, io, finish)
  addWhoAmI(program, io, finish)
  return program
}

function describe(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return messageOf(error)
  return debug ? (error.stack ?? error.message) : error.message
}
