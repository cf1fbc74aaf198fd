import type { z } from 'zod'
import { AppError } from '@/lib/http/app-error'
import type { WrittenAnswer } from '@/lib/http/declaration'
import { parseRef, printId, printVersion, type RecordKind } from '@/lib/ids'
import { readRecord, type WrittenVersion } from '@/lib/records/read'
import { notFound } from './found'

/** Headers of an answer with a record, for the document. */
export const RECORD_HEADERS = {
  'content-location': 'Address of this very version, for good.',
  link: 'From a version by number: `rel="latest-version"` (RFC 5829).',
}

/**
 * Answers with the version of a record that an address names, `SW-000007.3` or `SW-000007` for the latest, as it was written: the same bytes at both
 * addresses, so one strong ETag names them.
 * @throws AppError 404 `not-found`, with the versions that there are where only the version is unknown; ZodError when the latest version does not fit today's schema
 */
export async function recordAnswer(kind: RecordKind, text: string, schema: z.ZodType): Promise<WrittenAnswer> {
  const ref = parseRef(kind, text)
  if (ref === null)
    throw notFound(
      `${JSON.stringify(text.slice(0, 60))} is not the id of a ${kind}; one looks like ${printId(kind, 1)}, and one of its versions like ${printVersion(kind, 1, 2)}.`,
    )
  const found = await readRecord(kind, text)
  if (found === null) throw notFound(`There is no ${kind} ${printId(kind, ref.id)}.`)
  if (found.kind === 'no-such-version') throw unknownVersion(kind, found)
  const { written } = found
  if (ref.version === null) schema.parse(written.body)
  return answerOf(kind, written, ref.version !== null)
}

function answerOf(kind: RecordKind, { id, version, body }: WrittenVersion, byNumber: boolean): WrittenAnswer {
  const address = addressOf(kind)
  const name = printVersion(kind, id, version)
  const headers = { 'content-location': `${address}/${name}` }
  const written = { text: `${JSON.stringify(body)}\n`, name }
  if (!byNumber) return { ...written, cache: 'public', headers }
  return {
    ...written,
    cache: 'immutable',
    headers: { ...headers, link: `<${address}/${printId(kind, id)}>; rel="latest-version"` },
  }
}

const addressOf = (kind: RecordKind) => `/api/v1/${kind}s`

function unknownVersion(
  kind: RecordKind,
  { id, version, latest }: { id: number; version: number; latest: number },
): AppError {
  const name = printId(kind, id)
  const known = latest === 1 ? 'is only its version 1' : `are its versions 1 ${latest === 2 ? 'and' : 'to'} ${latest}`
  const detail = `${name} has no version ${version}: there ${known}, such as ${addressOf(kind)}/${printVersion(kind, id, latest)}.`
  return new AppError({
    status: 404,
    code: 'not-found',
    detail,
    extra: { versions: { first: 1, latest }, suggestion: printVersion(kind, id, latest) },
  })
}
