import { messageOf } from '@/lib/errors/describe'
import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import {
  canonicalSha256,
  fingerprintOf,
  PublicKey,
  Sha256,
  Signature,
  Statement,
  rerunCommand,
  Report,
  knownProtocols,
  protocolNamed,
  verdictOf,
  wrongRunOf,
  type Json,
  type Verdict,
} from '@/lib/protocol'
import { isSignedBy } from '@/lib/accounts/signing/signature'
import { EXIT, UsageError } from './exit'
import { measureAgain } from './measure-again'
import { printable } from './printable'
import { printVerdict } from './print-verdict'
import { widthOf, type Io } from './io'

/** Reports of 80-layer models with eight members come to about 4 MB. */
const MAX_REPORT_BYTES = 64_000_000

/** Who vouches for a report that is not a registry's own run. */
const Signed = z.object({
  account: z.string().nullable(),
  key: z.object({ fingerprint: Sha256, public_key: PublicKey }),
  statement: z.string(),
  signature: Signature,
})
type Signed = z.infer<typeof Signed>

/** A report, or the record in which the API wraps it. */
const Filed = z.object({ sha256: z.string(), report: z.json(), reproduction: Signed.optional() })

/** `superweights check`: the verdict from a report file alone. */
export async function checkCommand(file: string, asJson: boolean, io: Io): Promise<number> {
  const { report, sha256, signed } = await readReport(file)
  const verdict = judge(file, report)
  io.stdout.write(
    asJson
      ? `${JSON.stringify({ sha256, verdict }, null, 2)}\n`
      : `${printVerdict(report, verdict, widthOf(io.stdout))}\n${measureAgain(rerunCommand(report))}\nSHA-256 of its canonical JSON (RFC 8785): ${sha256}\n${signed ? signedWords(signed) : ''}`,
  )
  return verdict.accepted ? EXIT.ok : EXIT.notConfirmed
}

/** A report from a file, with what it is named by. */
interface Read {
  readonly report: Report
  readonly sha256: string
  readonly signed: Signed | undefined
}

/** A report from a file. @throws UsageError when the file holds no report of a known protocol, or not the one with the SHA-256 beside it */
export async function readReport(file: string): Promise<Read> {
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
  const signed = filed.success ? filed.data.reproduction : undefined
  if (signed) assertSigned(file, signed, sha256)
  return { report: parsed.data, sha256, signed }
}

/** @throws UsageError where the signature is not that of a statement about this report by the key that is shown with it */
function assertSigned(file: string, { key, statement, signature }: Signed, sha256: string): void {
  const said = Statement.safeParse(JSON.parse(statement))
  const holds =
    said.success &&
    said.data.report_sha256 === sha256 &&
    said.data.key === key.fingerprint &&
    fingerprintOf(key.public_key) === key.fingerprint &&
    isSignedBy(statement, signature, key.public_key)
  if (!holds)
    throw new UsageError(
      `${file} is shown as signed with key ${key.fingerprint.slice(0, 12)}, and that signature does not hold.`,
    )
}

const signedWords = ({ account, key, statement }: Signed) =>
  printable(
    `Signed by ${account ?? 'somebody who has left'} with key ${key.fingerprint.slice(0, 12)} about ${Statement.parse(JSON.parse(statement)).record}: the signature holds.`,
  ) + '\n'

async function readJson(file: string): Promise<Json> {
  try {
    const { size } = await stat(file)
    if (size > MAX_REPORT_BYTES) throw new RangeError(`it has ${size} bytes; at most ${MAX_REPORT_BYTES} are read`)
    return z.json().parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new UsageError(`${file} cannot be read as a report: ${messageOf(error)}.`, { cause: error })
  }
}

/** Its verdict. @throws UsageError when a stream is missing without which there is no verdict, or the numbers are not what their labels say: the site refuses such a report */
export function judge(file: string, report: Report): Verdict {
  const wrong = wrongRunOf(report)
  if (wrong !== null) throw new UsageError(`${file} has no verdict: ${wrong}`)
  try {
    return verdictOf(report)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(`${file} has no verdict: ${error.message}`, { cause: error })
  }
}
