import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { printStored } from '@/lib/coordinates'
import { parseId } from '@/lib/ids'
import { canonicalSha256, outcomeOf, Report, Sha256, verdictOf, type Judged, type Verdict } from '@/lib/protocol'
import type { NonceRecord, ReproductionRecord } from '@/lib/reproductions/schema'
import { askRegistry } from './ask-registry'
import { judge, readReport } from './check-command'
import { EXIT, UsageError } from './exit'
import type { Io } from './io'
import { widthOf } from './io'
import type { ClaimOptions } from './options'
import { printComparison, printFiled } from './print-reproduction'
import { printVerdict } from './print-verdict'
import { registryOf } from './registry-option'
import { askForNonce, sendSigned } from './submit-reproduction'
import { measure } from './verify-command'

/** What `verify` takes beside a claim. */
export interface ReproduceOptions extends ClaimOptions {
  readonly registry?: URL
  readonly submit?: boolean
  /** A report that is there already. */
  readonly report?: string
}

/** The part of a record that says which run it rests on; a registry's other fields do not matter here. */
const Rests = z.object({
  reports: z.array(
    z.object({
      sha256: Sha256,
      accepted: z.boolean(),
      class: z.string().nullable(),
      signed_by: z.string().optional(),
    }),
  ),
})

/** The part of a report's record that is repeated. */
const Filed = z.object({ sha256: Sha256, report: Report })

/** A run of a registry, with its name there. */
interface Basis extends Judged {
  readonly sha256: string
}

/** Whether what was typed in the place of a repo is a record. */
export const isRecord = (typed: string): boolean => parseId('weight', typed) !== null || parseId('set', typed) !== null

/**
 * `superweights verify SW-000001`: measures what a record's own run measured, compares, and with --submit signs the report and sends it. The exit status says
 * whether the two agree.
 */
export async function reproduceCommand(record: string, options: ReproduceOptions, io: Io): Promise<number> {
  const registry = registryOf(options.registry)
  const given = options.report === undefined ? null : (await readReport(options.report)).report
  // Asked first: what would be refused is refused before hours of computing.
  const nonce = options.submit === true ? await askForNonce(registry, record, given?.verifier ?? null, io) : null
  const basis = await basisOf(registry, record, nonce, io)
  const { report, file } = given
    ? { report: given, file: options.report ?? '' }
    : await repeat(record, basis, options, io)
  const verdict = given ? judge(file, given) : verdictOf(report)
  const own = { report, verdict }
  const outcome = outcomeOf(basis, own)
  if (options.json !== true) {
    io.stdout.write(`${printVerdict(report, verdict, widthOf(io.stdout))}\n${printComparison(basis, own, outcome)}`)
    if (file !== '' && given === null) io.stdout.write(`Report: ${file}\n`)
  }
  const filed = nonce ? await sendSigned(registry, nonce, report, { record, file }, io) : null
  say({ basis, report, verdict, filed }, outcome, options.json === true, io)
  return outcome === 'agrees' ? EXIT.ok : EXIT.notConfirmed
}

interface Done {
  readonly basis: Basis
  readonly report: Report
  readonly verdict: Verdict
  readonly filed: ReproductionRecord | null
}

function say({ basis, report, verdict, filed }: Done, outcome: string, asJson: boolean, io: Io): void {
  if (asJson)
    io.stdout.write(
      `${JSON.stringify({ outcome, reproduces: basis.sha256, verdict, filed, sha256: canonicalSha256(report), report }, null, 2)}\n`,
    )
  else if (filed) io.stdout.write(printFiled(filed))
}

/** The run that a record rests on: as the nonce says, or else as the record's list of reports has it. */
async function basisOf(registry: URL, record: string, nonce: NonceRecord | null, io: Io): Promise<Basis> {
  const sha256 = nonce?.report ?? (await restsOn(registry, record, io))
  const filed = await askRegistry(new URL(`/api/v1/reports/${sha256}`, registry), Filed, io)
  if (canonicalSha256(filed.report) !== sha256)
    throw new UsageError(`${registry.origin} gave another report than ${sha256}: its SHA-256 is not that.`)
  return { sha256, report: filed.report, verdict: verdictOf(filed.report) }
}

/** Its class comes from class A alone before B as a member, and from the latest of them; signed runs give none. */
async function restsOn(registry: URL, record: string, io: Io): Promise<string> {
  const kind = parseId('set', record) === null ? 'weights' : 'sets'
  const { reports } = await askRegistry(new URL(`/api/v1/${kind}/${record}`, registry), Rests, io)
  const own = reports.filter(({ signed_by }) => signed_by === undefined)
  const found = own.find((one) => one.accepted && one.class === 'A') ?? own.find(({ accepted }) => accepted) ?? own[0]
  if (found) return found.sha256
  throw new UsageError(`${registry.origin} has not measured ${record}: there is no run to repeat.`)
}

/** Measures the same again. The report is on disk before anything else can fail. */
async function repeat(
  record: string,
  { report: { checkpoint, members, perplexity, protocol } }: Basis,
  options: ReproduceOptions,
  io: Io,
): Promise<{ report: Report; file: string }> {
  const last = perplexity.at(-1)
  const value = members[0]?.claimed_value
  const claim: ClaimOptions = {
    ...options,
    revision: checkpoint.commit,
    protocol: protocol.id,
    grade: last?.grade ?? 'standard',
    ...(last && { corpus: last.corpus.id }),
    ...(value != null && members.length === 1 && { value }),
  }
  return measure(checkpoint.repo, members.map(printStored), claim, io, async (report) => {
    const named = `${record.toUpperCase()}-${canonicalSha256(report).slice(0, 12)}.report.json`
    const file = options.out ?? (options.submit === true ? named : '')
    if (file !== '') await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
    return { report, file }
  })
}
