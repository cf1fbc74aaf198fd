import { createHash } from 'node:crypto'
import { cached } from '@/lib/disk/data-cache'
import type { Corpus } from '../corpus/types'
import type { HubTokenizer } from './types'

/** The pinned version of `@huggingface/tokenizers`: another one may cut a text in another way. A test holds it to package.json. */
export const TOKENIZERS_VERSION = '0.2.0'
/** The ids follow the SHA-256 of their bytes, so that a damaged file is made again. */
const HASH_BYTES = 32

/**
 * The token ids of a text, from `DATA_DIR/cache/tokens` when the same tokenizer has seen the same text before: a text of one megabyte
 * takes some tokenizers twenty seconds. Both are identified by their SHA-256.
 * @param compute makes the ids; what it throws is passed on, and nothing is kept
 */
export async function cachedTokens(
  tokenizer: Pick<HubTokenizer, 'sha256'>,
  corpus: Pick<Corpus, 'sha256'>,
  compute: () => readonly number[],
): Promise<readonly number[]> {
  const key = `tokens/${TOKENIZERS_VERSION}-${tokenizer.sha256}-${corpus.sha256}`
  const bytes = await cached(key, isGood, async () => pack(compute()))
  const view = new DataView(bytes.buffer, bytes.byteOffset + HASH_BYTES, bytes.length - HASH_BYTES)
  return Array.from({ length: view.byteLength / 4 }, (_, i) => view.getInt32(i * 4, true))
}

/** Hash, then ids as little-endian int32, the order in which a report's hash of the windows takes them. */
function pack(ids: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HASH_BYTES + ids.length * 4)
  const view = new DataView(bytes.buffer, HASH_BYTES)
  ids.forEach((id, i) => view.setInt32(i * 4, id, true))
  bytes.set(hashOf(bytes))
  return bytes
}

function isGood(bytes: Uint8Array): boolean {
  return bytes.length >= HASH_BYTES && bytes.length % 4 === 0 && hashOf(bytes).equals(bytes.subarray(0, HASH_BYTES))
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes.subarray(HASH_BYTES)).digest()
}
