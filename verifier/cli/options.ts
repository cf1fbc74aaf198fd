import { availableParallelism } from 'node:os'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { CORPUS_IDS } from '@/lib/hub/corpus/load-corpus'
import { FILE_CORPUS } from '@/lib/hub/corpus/local-corpus'
import { wholeNumber } from '@/lib/whole-number'
import { CURRENT_PROTOCOL, GRADES, protocolIds, type Grade } from '@/lib/protocol'
import { DEVICES, useEngine, type Device } from '../engine/engine'
import { tryDevice } from '../engine/try-device'

export const REPO =
  'model repo: owner/name or its address on huggingface.co, or a folder with a checkpoint; demo/... are the models of this checkout'
export const COORDINATE =
  'a coordinate: "layers[2].mlp.down_proj.weight[3968, 7003]", "model.layers.2.mlp.down_proj.weight[3968,7003]" or 2:3968:7003 (layer, row, column)'

/** What to read, and how to print it. */
export interface ReadOptions {
  readonly revision?: string
  readonly json?: boolean
}

/** What to compute with. */
export interface EngineOptions {
  readonly threads: number
  readonly device: Device
  /** False with `--no-cache`. */
  readonly cache?: boolean
}

/** Whether to resume an interrupted run of the same command. */
export interface RunOptions {
  readonly resume?: boolean
}

/** What text to measure perplexity on. */
export interface TextOptions {
  readonly grade: Grade
  readonly corpus?: string
}

/** What to measure. */
export interface ClaimOptions extends ReadOptions, EngineOptions, RunOptions, TextOptions {
  /** Id of the protocol; the one that the registry runs when absent. */
  readonly protocol?: string
  readonly value?: number
  readonly out?: string
}

export function withRead(command: Command): Command {
  return command
    .option('--revision <revision>', 'branch, tag or commit (default: main)')
    .option('--json', 'print JSON and nothing else')
}

export function withEngine(command: Command): Command {
  const threads = availableParallelism()
  return command
    .addOption(
      new Option('--threads <number>', 'threads inside one operation')
        .argParser(parseThreads)
        .default(threads, `one per core, ${threads}`),
    )
    .addOption(new Option('--device <device>', 'what computes').choices([...DEVICES]).default('cpu'))
    .option('--no-cache', 'keep no weights on this disk; else they stay in the cache of the Hub (HF_HOME)')
}

export function withResume(command: Command): Command {
  return command.option('--resume', 'continue an interrupted run of the same command')
}

/** @param about says whether more text may follow */
export function withGrade(command: Command, about = 'how much text to begin with'): Command {
  return command.addOption(new Option('--grade <grade>', about).choices([...GRADES]).default('quick'))
}

export function withText(command: Command, grade?: string): Command {
  return withCorpus(withGrade(command, grade))
}

export function withCorpus(command: Command): Command {
  return command.addOption(
    new Option(
      '--corpus <id>',
      `text for perplexity: ${CORPUS_IDS.join(', ')}, ${FILE_CORPUS}PATH or the path of a text file (default: demo-text for demo/..., else wikitext-2-raw-v1)`,
    ).argParser(parseCorpus),
  )
}

export function withClaim(command: Command): Command {
  return withText(withResume(withEngine(withRead(command))))
    .addOption(
      new Option('--protocol <id>', 'the protocol to measure by')
        .choices([...protocolIds()])
        .default(CURRENT_PROTOCOL.id),
    )
    .addOption(
      new Option('--value <number>', 'the value the claim gives, to be compared with the stored one').argParser(
        parseValue,
      ),
    )
}

/** Applies the options to this process. @throws DeviceAbsent */
export async function applyEngine({ threads, device }: EngineOptions): Promise<void> {
  await tryDevice(device)
  useEngine({ threads, device })
}

/** The storage option in the hub's terms. */
export const storageOf = ({ cache = true }: EngineOptions) => (cache ? 'cache' : 'memory')

/** A corpus as typed: a known id or a file. Anything with a slash, a dot or a drive is a path. */
export function corpusIdOf(typed: string): string {
  if (CORPUS_IDS.includes(typed) || typed.startsWith(FILE_CORPUS)) return typed
  return /[/\\.]/.test(typed) ? `${FILE_CORPUS}${typed}` : typed
}

/** @returns the text as typed, since printed commands repeat it */
function parseCorpus(typed: string): string {
  const id = corpusIdOf(typed)
  if (CORPUS_IDS.includes(id) || id.startsWith(FILE_CORPUS)) return typed
  throw new InvalidArgumentError(
    `There is no corpus "${typed}". Available: ${CORPUS_IDS.join(', ')}, or any text file as ${FILE_CORPUS}PATH.`,
  )
}

function parseValue(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.')
  return value
}

/** More threads than any machine has cores are a typo, and would exhaust the system's. */
const MAX_THREADS = 1024
const Threads = wholeNumber(1, MAX_THREADS)

function parseThreads(text: string): number {
  const threads = Threads.safeParse(text)
  if (!threads.success) throw new InvalidArgumentError(`Expected a whole number from 1 to ${MAX_THREADS}.`)
  return threads.data
}
