import { writeFile } from 'node:fs/promises'
import { parseCoordinate, resolveCoordinate, type ParsedCoordinate } from '@/lib/coordinates'
import type { Corpus } from '@/lib/hub/corpus/types'
import {
  CURRENT_PROTOCOL,
  canonicalSha256,
  protocolNamed,
  rerunCommand,
  shellQuoted,
  verdictOf,
  type Report,
} from '@/lib/protocol'
import type { Subject } from '../pass/subject'
import { verifySubject } from '../run/verify'
import { EXIT, UsageError } from './exit'
import { loadText } from './load-text'
import { measureAgain } from './measure-again'
import { withRunJournal } from './with-run-journal'
import { applyEngine, storageOf, type ClaimOptions } from './options'
import { printVerdict } from './print-verdict'
import { withProgress } from './progress-bar'
import { widthOf, type Io } from './io'
import { openSubjectOf } from './open-typed'

/** `superweights verify`: measures a claim and prints the verdict, which gives the exit status. */
export async function verifyCommand(
  typed: string,
  coordinates: readonly string[],
  options: ClaimOptions,
  io: Io,
): Promise<number> {
  return measure(typed, coordinates, options, io, (report) => show(report, typed, options, io))
}

/** `superweights report`: the same, and the report goes to a file of its own name unless one is given. */
export async function reportCommand(
  typed: string,
  coordinates: readonly string[],
  options: ClaimOptions,
  io: Io,
): Promise<number> {
  return measure(typed, coordinates, options, io, async (report) => {
    const sha256 = canonicalSha256(report)
    // Named as in the Hub's cache; twelve digits tell reports of one repo apart.
    const out =
      options.out ??
      `${report.checkpoint.repo.replaceAll('/', '--').replaceAll(':', '-')}-${sha256.slice(0, 12)}.report.json`
    const status = await show(report, typed, { ...options, out }, io)
    if (!options.json)
      io.stdout.write(
        `\nReport: ${out}\nSHA-256 of its canonical JSON (RFC 8785): ${sha256}\nAnybody can compute the verdict from it: npx superweights check ${shellQuoted(out)}\n`,
      )
    return status
  })
}

async function show(
  report: Report,
  typed: string,
  options: Pick<ClaimOptions, 'json' | 'out' | 'corpus'>,
  io: Io,
): Promise<number> {
  const verdict = verdictOf(report)
  const json = `${JSON.stringify(report, null, 2)}\n`
  if (options.out !== undefined) await writeFile(options.out, json)
  const again = rerunCommand(report, { repo: typed, corpus: options.corpus })
  io.stdout.write(options.json ? json : `${printVerdict(report, verdict, widthOf(io.stdout))}\n${measureAgain(again)}`)
  return verdict.accepted ? EXIT.ok : EXIT.notConfirmed
}

/** Measures, and hands the report to `deliver`: the journal is kept until the report has been delivered. */
export async function measure<T>(
  typed: string,
  coordinates: readonly string[],
  options: ClaimOptions,
  io: Io,
  deliver: (report: Report) => Promise<T>,
): Promise<T> {
  if (coordinates.length > CURRENT_PROTOCOL.document.set_max_members)
    throw new UsageError(
      `A set has at most ${CURRENT_PROTOCOL.document.set_max_members} coordinates; these are ${coordinates.length}.`,
    )
  if (options.value !== undefined && coordinates.length > 1) throw new UsageError('--value is for a single coordinate.')
  const parsed = coordinates.map(parseCoordinate)
  await applyEngine(options)
  const { subject, corpus } = await open(typed, options, io)
  const { grade } = options
  const protocol = protocolNamed(options.protocol ?? CURRENT_PROTOCOL.id) ?? CURRENT_PROTOCOL
  const claimed = parsed.map((coordinate) => ({ ...resolve(coordinate, subject), claimedValue: options.value ?? null }))
  return withRunJournal(
    { typed, subject, claim: { coordinates: claimed, grade, corpus, protocol } },
    options,
    io,
    async (journal) => {
      const report = await withProgress(io.stderr, (onProgress) =>
        verifySubject(subject, corpus, {
          coordinates: claimed,
          grade,
          protocol,
          onProgress,
          journal,
          signal: io.signal,
        }),
      )
      return deliver(report)
    },
  )
}

async function open(typed: string, options: ClaimOptions, io: Io): Promise<{ subject: Subject; corpus: Corpus }> {
  return withProgress(io.stderr, async (onProgress) => {
    onProgress({ stage: 'open', done: 0, total: 1, message: `Opening ${typed}` })
    const subject = await openSubjectOf({ typed, revision: options.revision, storage: storageOf(options) }, io)
    return { subject, corpus: await loadText(subject, options.corpus, io) }
  })
}

function resolve(parsed: ParsedCoordinate, { checkpoint, family, recipe }: Subject) {
  return resolveCoordinate(parsed, checkpoint.tensors, family.names, recipe.layers)
}
