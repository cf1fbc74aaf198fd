import { createHash } from 'node:crypto'
import { readFile as readFromDisk } from 'node:fs/promises'
import path from 'node:path'
import manifest from '@/content/corpora/manifest.json'
import { HubError } from '../errors/hub-error'
import { type DatasetFile, readDatasetFile } from './dataset-file'
import { type JsonLinesCorpus, loadJsonLinesCorpus } from './json-lines-corpus'
import { FILE_CORPUS, loadLocalCorpus } from './local-corpus'
import { paragraphsOf } from './parquet-column'
import type { RetryPolicy } from '../http/retry-policy'
import type { Corpus } from './types'

/** A text in this repository; `sha256` is of the file, and so of the text. */
export interface FileCorpus {
  readonly id: string
  readonly revision: string
  readonly file: string
  readonly sha256: string
}

/** A text column of one Parquet file of a Hub dataset; `sha256` is of the Parquet file. */
export interface DatasetCorpus extends DatasetFile {
  readonly id: string
  readonly column: string
  readonly rows: number
}

export interface CorpusOptions {
  readonly signal?: AbortSignal
  readonly retryPolicy?: RetryPolicy
}

/** Only programs run from the checkout load a corpus, so its own place on disk is known; nothing Next bundles may import this file. */
const FOLDER = path.join(__dirname, '../../../content/corpora')

/**
 * The second text for real models. Not in the manifest, whose texts are pinned by SHA-256: of this one the commit, the
 * size and the SHA-256 that the Hub gives for that commit are checked. 1,100 texts are about 2.4 MB.
 */
const C4: JsonLinesCorpus = {
  id: 'c4-en-validation',
  dataset: 'allenai/c4',
  revision: '1588ec454efa1a09f29cd18ddd04fe05fc8653a2',
  file: 'en/c4-validation.00000-of-00008.json.gz',
  bytes: 40_471_190,
  rows: 1_100,
}

export const CORPUS_IDS: readonly string[] = [...manifest.map(({ id }) => id), C4.id]

/**
 * The text of a corpus named in `content/corpora/manifest.json`, byte for byte the one that is pinned there; C4's at its commit; or any
 * text file, named `file:PATH`.
 * @throws HubError `bad-corpus` when it is another text, or there is none of that id; a network error for a dataset
 */
export async function loadCorpus(id: string, options: CorpusOptions = {}): Promise<Corpus> {
  if (id.startsWith(FILE_CORPUS)) return loadLocalCorpus(id)
  if (id === C4.id) return loadJsonLinesCorpus(C4, options)
  const pin = manifest.find((entry) => entry.id === id)
  if (pin === undefined)
    throw new HubError(
      'bad-corpus',
      `There is no corpus "${id}". Available: ${CORPUS_IDS.join(', ')}, or any text file as ${FILE_CORPUS}PATH.`,
    )
  const { dataset, column, rows } = pin
  if (dataset !== undefined && column !== undefined && rows !== undefined)
    return loadDatasetCorpus({ ...pin, dataset, column, rows }, options)
  return loadFileCorpus(pin, FOLDER)
}

/** @throws HubError `bad-corpus` when the file is not the pinned one */
export async function loadFileCorpus({ id, revision, file, sha256 }: FileCorpus, folder: string): Promise<Corpus> {
  const bytes = await readFromDisk(path.join(folder, file))
  const found = sha256Of(bytes)
  if (found !== sha256)
    throw new HubError(
      'bad-corpus',
      `${file} is not the text of corpus ${id}, revision ${revision}: its SHA-256 is ${found}, not ${sha256}. Take the file from the repository again.`,
    )
  return { id, revision, sha256, text: bytes.toString('utf8') }
}

/**
 * Rows joined by a blank line, empty rows included, as in the perplexities people publish for WikiText.
 * @throws HubError `bad-corpus` when the file is not the pinned one; a network error
 */
export async function loadDatasetCorpus(pin: DatasetCorpus, options: CorpusOptions): Promise<Corpus> {
  const paragraphs = await paragraphsOf(await readDatasetFile(pin, options), pin.column)
  if (paragraphs.length !== pin.rows)
    throw new HubError('bad-corpus', `${pin.file} of ${pin.dataset} has ${paragraphs.length} rows, not ${pin.rows}.`)
  const text = paragraphs.join('\n\n')
  return { id: pin.id, revision: pin.revision, sha256: sha256Of(text), text }
}

function sha256Of(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
