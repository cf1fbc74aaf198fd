import { messageOf } from '@/lib/errors/describe'
import { Command, CommanderError } from 'commander'
import { VERIFIER_VERSION } from '../run/provenance'
import { addCheck, addReport, addSchema, addVerify } from './claim-commands'
import { addDetect, addInspect } from './commands'
import { addDose } from './dose-command'
import { EXIT, exitOf, HELP_STATUS } from './exit'
import { addSelftest } from './selftest-command'
import type { Surroundings } from './surroundings'

/**
 * Runs one command line (without `node` and the program's name) and returns its exit status. Errors become one sentence on standard error; with
 * --debug, their stack.
 */
export async function runCli(args: readonly string[], around: Surroundings): Promise<number> {
  let status: number = EXIT.ok
  const program = programOf(around, (done) => (status = done))
  try {
    await program.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    if (around.signal.aborted) return EXIT.interrupted
    // Commander has said its own errors already.
    if (!(error instanceof CommanderError))
      around.stderr.write(
        `superweights: ${describe(error, around.debug || program.opts<{ debug?: boolean }>().debug === true)}\n`,
      )
    return exitOf(error)
  }
}

function programOf(around: Surroundings, finish: (status: number) => void): Command {
  const program = new Command('superweights')
    .description('Find, verify and look up super weights: single scalars whose removal wrecks a language model.')
    .version(VERIFIER_VERSION)
    .option('--debug', 'show the stack of an error (also with DEBUG=1)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void around.stdout.write(text),
      writeErr: (text) => void around.stderr.write(text),
    })
    .showHelpAfterError('("superweights --help" explains)')
    .addHelpText('after', HELP_STATUS)
  addDetect(program, around, finish)
  addVerify(program, around, finish)
  addReport(program, around, finish)
  addCheck(program, around, finish)
  addSchema(program, around, finish)
  addDose(program, around, finish)
  addInspect(program, around, finish)
  addSelftest(program, around, finish)
  return program
}

function describe(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return messageOf(error)
  return debug ? (error.stack ?? error.message) : error.message
}
