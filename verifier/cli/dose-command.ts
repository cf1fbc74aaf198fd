import { writeFile } from 'node:fs/promises'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { parseCoordinate, resolveCoordinate } from '@/lib/coordinates'
import { measureDose } from '../measure/dose'
import { provenance } from '../run/provenance'
import { tokenizeOnce } from '../run/tokenize-once'
import type { Finish } from './commands'
import { doseAgain } from './dose-again'
import { EXIT, UsageError } from './exit'
import { loadText } from './load-text'
import { measureAgain } from './measure-again'
import {
  applyEngine,
  COORDINATE,
  REPO,
  storageOf,
  withEngine,
  withRead,
  withText,
  type EngineOptions,
  type ReadOptions,
  type TextOptions,
} from './options'
import { printDose } from './print-dose'
import { withProgress } from './progress-bar'
import { widthOf, type Io } from './io'
import { openSubjectOf } from './open-typed'

interface DoseOptions extends ReadOptions, EngineOptions, TextOptions {
  readonly scales: readonly number[]
  readonly restore?: boolean
  readonly out?: string
}

/** From removal to three times the weight: what the paper's amplification curve spans. */
const SCALES = [0, 0.5, 1, 1.5, 2, 3]
/** From the first edited layer on, each scale costs the time and memory of a stream of its own. */
const MAX_SCALES = 32

/** `superweights dose REPO COORD...` */
export function addDose(program: Command, io: Io, finish: Finish): void {
  withText(
    withEngine(
      withRead(
        program
          .command('dose')
          .description('perplexity as weights are scaled together, from removed to amplified; no verdict')
          .argument('<repo>', REPO)
          .argument('<coordinates...>', `${COORDINATE}; several are scaled together`),
      ),
    ),
    'how much text',
  )
    .addOption(
      new Option(
        '--scales <list>',
        'what the weights are multiplied by, separated by commas; 1, the intact model, is always among them',
      )
        .argParser(parseScales)
        .default(SCALES, SCALES.join(',')),
    )
    .option(
      '--restore',
      'also remove the weights but put back what they add at the spike token, and tell how much of the damage that undoes',
    )
    .option('--out <file>', 'also write the JSON to this file')
    .action(async (repo: string, coordinates: string[], options: DoseOptions) =>
      finish(await doseCommand(repo, coordinates, options, io)),
    )
}

async function doseCommand(
  typed: string,
  coordinates: readonly string[],
  options: DoseOptions,
  io: Io,
): Promise<number> {
  if (options.restore !== true && options.scales.every((scale) => scale === 1))
    throw new UsageError('Expected a scale other than 1, which changes nothing.')
  const parsed = coordinates.map(parseCoordinate)
  await applyEngine(options)
  const { signal } = io
  const curve = await withProgress(io.stderr, async (onProgress) => {
    onProgress({ stage: 'open', done: 0, total: 1, message: `Opening ${typed}` })
    const subject = await openSubjectOf({ typed, revision: options.revision, storage: storageOf(options) }, io)
    const { checkpoint, family, recipe } = subject
    const places = parsed.map((coordinate) =>
      resolveCoordinate(coordinate, checkpoint.tensors, family.names, recipe.layers),
    )
    const text = await tokenizeOnce(await loadText(subject, options.corpus, io), subject.tokenizer, recipe.vocabulary)
    return measureDose(subject, text, {
      coordinates: places,
      scales: options.scales,
      restore: options.restore === true,
      grade: options.grade,
      verifier: provenance(),
      onProgress,
      signal,
    })
  })
  const json = `${JSON.stringify(curve, null, 2)}\n`
  // Print first: the run has no journal, so a file that cannot be written must not lose the result.
  const again = doseAgain(curve, { repo: typed, corpus: options.corpus })
  io.stdout.write(options.json ? json : `${printDose(curve, widthOf(io.stdout))}\n${measureAgain(again)}`)
  if (options.out !== undefined) await writeFile(options.out, json)
  return EXIT.ok
}

function parseScales(text: string): number[] {
  const scales = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  if (scales.some((scale) => !Number.isFinite(scale)))
    throw new InvalidArgumentError('Expected numbers separated by commas, such as 0,0.5,1,2.')
  if (scales.length > MAX_SCALES)
    throw new InvalidArgumentError(`Expected at most ${MAX_SCALES} numbers; these are ${scales.length}.`)
  return scales
}
