import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { listFiles } from '@huggingface/hub'
import { z } from 'zod'
import { type DatasetFile, readDatasetFile } from './dataset-file'
import { HubError } from '../errors/hub-error'
import { type Remote, remoteOf } from '../http/request'
import type { RetryPolicy } from '../http/retry-policy'
import type { Corpus } from './types'
import { hubFetch } from '../http/read-file'

/** C4's part has 103 MB unpacked; a crafted one must not fill the memory. */
const MAX_UNPACKED_BYTES = 300_000_000
const rowSchema = z.looseObject({ text: z.string() })

/**
 * The texts at the beginning of one gzipped JSON Lines file of a Hub dataset. The commit is pinned and the size of the file; its SHA-256
 * is the one that the Hub names for it at that commit.
 */
export interface JsonLinesCorpus extends Omit<DatasetFile, 'sha256'> {
  readonly id: string
  /** How many texts are taken, from the first on. */
  readonly rows: number
}

/**
 * Joined by a space: as GPTQ and most published C4 perplexities have it, which take the first 1,100 texts.
 * @throws HubError `bad-corpus` when the file is not the one the Hub names, or holds something else; a network error
 */
export async function loadJsonLinesCorpus(
  pin: JsonLinesCorpus,
  options: { signal?: AbortSignal; retryPolicy?: RetryPolicy },
): Promise<Corpus> {
  const sha256 = await namedSha256(remoteOf(pin.dataset, options), pin)
  const unpacked = await unpack(pin, await readDatasetFile({ ...pin, sha256 }, options))
  const texts = textsOf(pin, unpacked)
  if (texts.length !== pin.rows) throw bad(pin, `has ${texts.length} texts, not ${pin.rows}`)
  const text = texts.join(' ')
  return { id: pin.id, revision: pin.revision, sha256: createHash('sha256').update(text).digest('hex'), text }
}

async function namedSha256(remote: Remote, { dataset, revision, file, bytes }: JsonLinesCorpus): Promise<string> {
  const path = file.split('/').slice(0, -1).join('/')
  const fetch = hubFetch(remote, { repo: dataset, revision })
  for await (const item of listFiles({
    repo: { type: 'dataset', name: dataset },
    revision,
    path,
    hubUrl: remote.endpoint,
    fetch,
  })) {
    if (item.path === file && item.size === bytes && /^[0-9a-f]{64}$/.test(item.lfs?.oid ?? ''))
      return item.lfs?.oid ?? ''
  }
  throw new HubError(
    'bad-corpus',
    `The dataset ${dataset} has no file ${file} of ${bytes} bytes at ${revision}. A mirror may lack it.`,
  )
}

async function unpack(pin: JsonLinesCorpus, bytes: Uint8Array): Promise<string> {
  try {
    return (await promisify(gunzip)(bytes, { maxOutputLength: MAX_UNPACKED_BYTES })).toString('utf8')
  } catch (error) {
    throw bad(pin, 'cannot be unpacked', error)
  }
}

function textsOf(pin: JsonLinesCorpus, unpacked: string): string[] {
  const texts: string[] = []
  for (let at = 0; at < unpacked.length && texts.length < pin.rows;) {
    const end = unpacked.indexOf('\n', at)
    const line = unpacked.slice(at, end === -1 ? undefined : end)
    at += line.length + 1
    try {
      texts.push(rowSchema.parse(JSON.parse(line)).text)
    } catch (error) {
      throw bad(pin, `has no text in line ${texts.length + 1}`, error)
    }
  }
  return texts
}

function bad({ dataset, file }: JsonLinesCorpus, why: string, cause?: unknown): HubError {
  return new HubError('bad-corpus', `${file} of the dataset ${dataset} ${why}.`, { cause })
}
