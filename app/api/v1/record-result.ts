import { AppError } from '@/lib/errors/app-error'
import type { WrittenResult } from '@/lib/http/declaration'
import { printId, type RecordKind } from '@/lib/ids'
import { parseStored } from '@/lib/record-form'
import { pageOf, parseRef, printVersion } from '@/lib/records/address'
import { KINDS } from '@/lib/records/kinds'
import { type Found, readRecord, type WrittenVersion } from '@/lib/records/read'
import { notFound } from './or-404'

/** Headers of a response with a record, for the document. */
export const RECORD_HEADERS = {
  'content-location': 'Permanent address of this version.',
  link: 'On a version by number: `rel="latest-version"` (RFC 5829).',
}

/**
 * Responds with the version of a weight or set in the path, `SW-000007.3`, or `SW-000007` for the latest, as it was written: the same bytes at both addresses,
 * hence one strong ETag.
 * @throws AppError 404 `not-found`, which lists the existing versions if only the version is unknown; ZodError when the latest version does not fit today's schema
 */
export async function recordResult(kind: 'weight' | 'set', text: string): Promise<WrittenResult> {
  const ref = parseRef(kind, text)
  const example = printId(kind, 1)
  if (ref === null)
    throw notFound(
      `${JSON.stringify(text.slice(0, 60))} is not a ${kind} id; expected one like ${example}, or ${printVersion(kind, example, 2)} for a version.`,
    )
  const found = await readRecord(kind, text)
  if (found === null) throw notFound(`There is no ${kind} ${ref.name}.`)
  return resultWith(kind, found, ref.version !== null)
}

/** The same for any kind of record, once found. @param byNumber whether the path named the version */
export function resultWith(kind: RecordKind, found: NonNullable<Found>, byNumber: boolean): WrittenResult {
  if (found.kind === 'no-such-version') throw unknownVersion(kind, found)
  if (!byNumber) parseStored<unknown>(KINDS[kind].form, found.written.body)
  return resultOf(kind, found.written, byNumber)
}

function resultOf(kind: RecordKind, { name, version, body }: WrittenVersion, byNumber: boolean): WrittenResult {
  const versionName = printVersion(kind, name, version)
  const headers = { 'content-location': addressOf(kind, versionName) }
  const written = { text: `${JSON.stringify(body)}\n`, name: versionName }
  if (!byNumber) return { ...written, cache: 'public', headers }
  return {
    ...written,
    cache: 'immutable',
    headers: { ...headers, link: `<${addressOf(kind, name)}>; rel="latest-version"` },
  }
}

const addressOf = (kind: RecordKind, name: string) => `/api/v1${pageOf(kind, name)}`

function unknownVersion(
  kind: RecordKind,
  { name, version, latest }: { readonly name: string; readonly version: number; readonly latest: number },
): AppError {
  const known = latest === 1 ? 'is only its version 1' : `are its versions 1 ${latest === 2 ? 'and' : 'to'} ${latest}`
  const suggestion = printVersion(kind, name, latest)
  return new AppError({
    status: 404,
    code: 'not-found',
    detail: `${name} has no version ${version}: there ${known}, such as ${addressOf(kind, suggestion)}.`,
    extra: { versions: { first: 1, latest }, suggestion },
  })
}
