import { drawCard } from '@/components/cards/draw'
import { CACHE } from '@/lib/http/declaration'
import type { RecordKind } from '@/lib/ids'
import { parseRef } from '@/lib/records/address'
import type { RecordOf } from '@/lib/records/kinds'
import { readPage } from '@/lib/records/page'

/** The card of one version of a record: its address names the version, so that it is stored for good. */
export async function cardResponse<K extends RecordKind>(
  kind: K,
  text: string,
  cardOf: (record: RecordOf[K]) => React.ReactElement,
): Promise<Response> {
  const record = parseRef(kind, text)?.version == null ? null : (await readPage(kind, text))?.record
  if (!record)
    return new Response('There is no such card.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': CACHE.never },
    })
  return new Response(await drawCard(cardOf(record)), {
    headers: { 'content-type': 'image/png', 'cache-control': CACHE.immutable },
  })
}
