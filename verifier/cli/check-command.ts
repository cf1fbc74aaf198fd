import { messageOf } from '@/lib/errors/describe'
import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import {
  canonicalSha256,
  rerunCommand,
  Report,
  knownProtocols,
  protocolNamed,
  verdictOf,
  wrongRunOf,
  type Json,
  type Verdict,
} from '@/lib/protocol'
import { EXIT, UsageError } from './exit'
import { measureAgain } from './measure-again'
import { printVerdict } from './print-verdict'
import { widthOf, type Io } from './io'

/** Reports of 80-layer models with eight members come to about 4 MB. */
const MAX_REPORT_BYTES = 64_000_000

/** A report, or the record in which the API wraps it. */
const Filed = z.object({ sha256: z.string(), report: z.json() })

/** `superweights check`: the verdict from a report file alone. */
export async function checkCommand(file: string, asJson: boolean, io: Io): Promise<number> {
  const { report, sha256 } = await readReport(file)
  const verdict = judge(file, report)
  io.stdout.write(
    asJson
      ? `${JSON.stringify({ sha256, verdict }, null, 2)}\n`
      : `${printVerdict(report, verdict, widthOf(io.stdout))}\n${measureAgain(rerunCommand(report))}\nSHA-256 of its canonical JSON (RFC 8785): ${sha256}\n`,
  )
  return verdict.accepted ? EXIT.ok : EXIT.notConfirmed
}

/** @throws UsageError when the file holds no report of this protocol, or not the one with the SHA-256 beside it */
async function readReport(file: string): Promise<{ report: Report; sha256: string }> {
  const json = await readJson(file)
  const filed = Filed.safeParse(json)
  const own = filed.success ? filed.data.report : json
  const parsed = Report.safeParse(own)
  if (!parsed.success)
    throw new UsageError(`${file} is not a report: ${z.prettifyError(parsed.error).split('\n').slice(0, 6).join('\n')}`)
  const { id, sha256: followed } = parsed.data.protocol
  const known = protocolNamed(followed)
  if (known?.id !== id)
    throw new UsageError(
      `${file} follows ${id} ${followed}, which this program does not know. It knows ${knownProtocols()}.`,
    )
  // Hash the file's own JSON, including fields that the schema does not know.
  const sha256 = canonicalSha256(own)
  if (filed.success && filed.data.sha256 !== sha256)
    throw new UsageError(
      `${file} says that its report has the SHA-256 ${filed.data.sha256}; it has ${sha256}. Somebody has changed it.`,
    )
  return { report: parsed.data, sha256 }
}

async function readJson(file: string): Promise<Json> {
  try {
    const { size } = await stat(file)
    if (size > MAX_REPORT_BYTES) throw new RangeError(`it has ${size} bytes; at most ${MAX_REPORT_BYTES} are read`)
    return z.json().parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new UsageError(`${file} cannot be read as a report: ${messageOf(error)}.`, { cause: error })
  }
}

/** @throws UsageError when a stream is missing without which there is no verdict, or the numbers are not what their labels say: the site refuses such a report */
function judge(file: string, report: Report): Verdict {
  const wrong = wrongRunOf(report)
  if (wrong !== null) throw new UsageError(`${file} has no verdict: ${wrong}`)
  try {
    return verdictOf(report)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(`${file} has no verdict: ${error.message}`, { cause: error })
  }
}
