import { canonicalSha256, fingerprintOf, REPRODUCTION, shellQuoted, type Report, type Statement } from '@/lib/protocol'
import type { Computer } from '@/lib/protocol'
import { NonceRecord, ReproductionRecord } from '@/lib/reproductions/schema'
import { provenance } from '../run/provenance'
import { askRegistry, RegistryError } from './ask-registry'
import { keyFor } from './credentials'
import type { Io } from './io'
import { signingKeyAt, signStatement } from './signing-key'

/** A nonce that is about to expire is left: signing takes no time, but clocks differ. */
const SPARE_MS = 5 * 60_000

/**
 * Asks a registry for leave to reproduce a record.
 * @param computer what made the report; null for what this machine would measure with
 * @throws RegistryError with what the registry says against it
 */
export async function askForNonce(
  registry: URL,
  record: string,
  computer: Computer | null,
  io: Io,
): Promise<NonceRecord> {
  const { engine, cpu, device } = computer ?? provenance()
  return askRegistry(new URL('/api/v1/reproductions/nonces', registry), NonceRecord, io, {
    key: await keyFor(registry),
    body: { record, verifier: { engine, cpu, ...(device !== undefined && { device }) } },
  })
}

/**
 * Signs a report and sends it.
 * @param saved where the report lies, so that who reads of an error knows that nothing is lost
 * @throws RegistryError with what the registry said, and how to send the report again
 */
export async function sendSigned(
  registry: URL,
  asked: NonceRecord,
  report: Report,
  { record, file }: { readonly record: string; readonly file: string },
  io: Io,
): Promise<ReproductionRecord> {
  try {
    const nonce = isFresh(asked) ? asked : await askForNonce(registry, record, report.verifier, io)
    const pair = await signingKeyAt(registry, io)
    const statement: Statement = {
      type: REPRODUCTION,
      // As this program knows it: what is signed for one registry is no use at another.
      registry: registry.origin,
      record: nonce.record,
      repo: nonce.repo,
      commit: nonce.commit,
      protocol_sha256: nonce.protocol.sha256,
      report_sha256: canonicalSha256(report),
      nonce: nonce.nonce,
      key: fingerprintOf(pair.public_key),
    }
    const body = { statement, signature: signStatement(statement, pair), report }
    const key = await keyFor(registry)
    return await askRegistry(new URL('/api/v1/reproductions', registry), ReproductionRecord, io, { key, body })
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    throw new RegistryError(
      `${error.message} Nothing is lost: send the report again with "npx superweights verify ${record} --submit --report ${shellQuoted(file)}".`,
      { code: error.code, cause: error },
    )
  }
}

const isFresh = ({ expires_at: end }: NonceRecord) => Date.parse(end) - Date.now() > SPARE_MS
