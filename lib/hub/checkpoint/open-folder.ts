import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { readCheckpoint } from './read-checkpoint'
import { codeOf } from '@/lib/disk/error-code'
import { readAt } from '../files/read-at'
import { HubError } from '../errors/hub-error'
import { refuseCacheFolder } from '../form/cache-folder'
import { headerLength, HeaderError, PREFIX_BYTES } from '../safetensors/header'
import { INDEX_FILE } from '../safetensors/index-file'
import type { RepoFiles } from '../files/repo-files'
import type { ListedFile } from '../files/snapshot'
import type { Checkpoint } from './types'
import { SINGLE_FILE } from '../files/weight-files'

/** A checkpoint has a few files, or a few for each of at most 1,000 parts. */
const MAX_LISTED_FILES = 20_000
/** Places at which a weight file's data is looked at for its fingerprint, and how much there: 64 x 4 kB is read in a moment. */
const SAMPLES = 64
const SAMPLE_BYTES = 4_096

/**
 * A checkpoint in a folder of this machine, held to the same rules as one from the Hub. `repo` is `local:NAME`, a name for people.
 * `commit` is a fingerprint of 40 hex digits: of config.json and the index, and of each weight file its name, size, header and 64
 * samples of its data, evenly spaced. It costs no reading of gigabytes. Equal files always have equal fingerprints; two that differ
 * only between the samples would too, so it tells versions apart and proves nothing to others.
 * @throws HubError for whatever is wrong with the folder's files
 */
export async function openFolder(folder: string): Promise<Checkpoint> {
  return readCheckpoint(await folderFiles(folder))
}

/** The files of a folder, whatever form its weights have. @throws HubError when it cannot be listed */
export async function folderFiles(folder: string): Promise<RepoFiles> {
  const absolute = path.resolve(folder)
  const repo = `local:${nameOf(absolute)}`
  const files = await list(absolute, repo)
  const repoFiles = { repo, gated: false, files, ...reader(absolute, repo, files) }
  return { ...repoFiles, commit: await fingerprint(repoFiles) }
}

/** The folder's name, with every character that could mean something elsewhere replaced. */
function nameOf(folder: string): string {
  return (
    path
      .basename(folder)
      .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
      .slice(0, 96) || 'folder'
  )
}

/** Links are followed: a snapshot in the Hub's cache is a folder of links. */
async function list(folder: string, repo: string): Promise<Map<string, ListedFile>> {
  const names = await readdir(folder).catch((error: unknown) => {
    const what = codeOf(error) === 'ENOTDIR' ? `${folder} is a file` : `The folder ${folder} cannot be read`
    throw new HubError('missing-repo', `${what}. Give the folder that holds config.json and the .safetensors files.`, {
      cause: error,
    })
  })
  await refuseCacheFolder(folder, names)
  if (names.length > MAX_LISTED_FILES)
    throw new HubError('too-large', `${repo} has more than ${MAX_LISTED_FILES} files, which is the limit.`)
  const files = new Map<string, ListedFile>()
  for (const name of names.sort()) {
    // A link to nowhere is a file that is missing, which is said when it is needed.
    const found = await stat(path.join(folder, name)).catch(() => null)
    if (found?.isFile()) files.set(name, { size: found.size })
  }
  return files
}

type Reader = Pick<RepoFiles, 'readFile' | 'readRange'>

/** Only names that were listed are ever opened. */
function reader(folder: string, repo: string, files: ReadonlyMap<string, ListedFile>): Reader {
  const listed = (file: string): ListedFile => {
    const found = files.get(file)
    if (found === undefined) throw new HubError('missing-file', `${repo} has no file "${file}".`)
    return found
  }
  return {
    async readFile(file, limit) {
      const { size } = listed(file)
      if (size > limit)
        throw new HubError('too-large', `${file} of ${repo} exceeds the ${(limit / 1e6).toFixed(0)} MB limit.`)
      return new Uint8Array(await readFile(path.join(folder, file)))
    },
    async readRange(file, from, to, into) {
      const { size } = listed(file)
      if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= from && from <= to && to <= size)) {
        throw new RangeError(`bytes ${from} to ${to} are not in a file of ${size} bytes`)
      }
      return readAt(path.join(folder, file), from, to, into)
    },
  }
}

async function fingerprint(repoFiles: Reader & Pick<RepoFiles, 'files'>): Promise<string> {
  const hash = createHash('sha256')
  const add = (name: string, size: number, bytes: Uint8Array) =>
    hash.update(`${name}\n${size}\n${bytes.length}\n`).update(bytes)
  for (const [name, { size }] of repoFiles.files) {
    if (name === 'config.json' || name === INDEX_FILE) add(name, size, await firstBytes(repoFiles, name, size))
    else if (name === SINGLE_FILE || name.endsWith('.safetensors') || /\.gguf$/i.test(name))
      add(name, size, await samplesOf(repoFiles, name, size))
  }
  // As many digits as a commit has, since it stands where commits stand.
  return hash.digest('hex').slice(0, 40)
}

/** A file that is too large for its name is refused later; its beginning is enough here. */
function firstBytes(repoFiles: Reader, name: string, size: number): Promise<Uint8Array> {
  return repoFiles.readRange(name, 0, Math.min(size, 32_000_000))
}

async function samplesOf(repoFiles: Reader, name: string, size: number): Promise<Uint8Array> {
  const header = await headerEnd(repoFiles, name, size)
  const samples = [await repoFiles.readRange(name, 0, header)]
  const step = Math.max(SAMPLE_BYTES, Math.ceil((size - header) / SAMPLES))
  for (let at = header; at < size; at += step)
    samples.push(await repoFiles.readRange(name, at, Math.min(size, at + SAMPLE_BYTES)))
  return Buffer.concat(samples)
}

/** Where the data begins; 0 when there is no header of safetensors: a GGUF file is sampled from its first byte, a malformed one is reported when its tensors are read. */
async function headerEnd(repoFiles: Reader, name: string, size: number): Promise<number> {
  if (size < PREFIX_BYTES) return 0
  try {
    return PREFIX_BYTES + headerLength(await repoFiles.readRange(name, 0, PREFIX_BYTES), size)
  } catch (error) {
    if (error instanceof HeaderError) return 0
    throw error
  }
}
