import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { baseTagsOf } from './card-tags'

/** One file of a served repo. `oid` is the SHA-256 that the Hub gives for large files and that serves as ETag. */
export interface ServedFile {
  readonly path: string
  readonly absolute: string
  readonly size: number
  readonly oid: string
  readonly lfs: boolean
}

/** A folder as a repo with one commit. */
export interface ServedRepo {
  readonly name: string
  readonly commit: string
  readonly gated: false | 'manual'
  /** Without the token, as if it did not exist. */
  readonly private: boolean
  /** Gives access to gated or private repos, like a granted token on the Hub. */
  readonly token: string | null
  readonly files: ReadonlyMap<string, ServedFile>
  /** Only those about what it was made from. */
  readonly tags: readonly string[]
  /** Listed names without a file, including some that no disk could store. */
  readonly alsoListed: readonly string[]
}

export type RepoKind = 'models' | 'datasets'

/** Settings of a repo beyond its files; never served. */
const SETTINGS = '.hub.json'
const PART = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/
const LFS = /\.(?:safetensors|gguf|bin|pt|pth|parquet)$/

/** The repos under a root folder: `owner/name/` for models, `datasets/owner/name/` for datasets. */
export class Repos {
  readonly #hashes = new Map<string, string>()
  /** By the SHA-256 of the card. */
  readonly #tagsByCard = new Map<string, readonly string[]>()

  constructor(readonly root: string) {}

  /** The repo, or null without such a folder. */
  async find(kind: RepoKind, owner: string, name: string): Promise<ServedRepo | null> {
    if (!PART.test(owner) || !PART.test(name) || (kind === 'models' && owner === 'datasets')) return null
    const folder = path.join(this.root, ...(kind === 'datasets' ? ['datasets'] : []), owner, name)
    const found = await stat(folder).catch(() => null)
    if (!found?.isDirectory()) return null
    const files = await this.#list(folder)
    const settings = await readSettings(folder)
    return {
      name: `${owner}/${name}`,
      commit: settings.commit ?? commitOf(files),
      gated: settings.gated ? 'manual' : false,
      private: settings.private ?? false,
      token: settings.token ?? null,
      files: new Map(files.map((file) => [file.path, file])),
      tags: await this.#tags(files),
      alsoListed: settings.alsoListed ?? [],
    }
  }

  /** Every public model, by name. */
  async models(): Promise<ServedRepo[]> {
    const owners = (await readdir(this.root, { withFileTypes: true })).filter(
      (item) => item.isDirectory() && item.name !== 'datasets',
    )
    const names = await Promise.all(
      owners.map(async ({ name: owner }) =>
        (await readdir(path.join(this.root, owner))).map((name) => ({ owner, name })),
      ),
    )
    const repos = await Promise.all(names.flat().map(({ owner, name }) => this.find('models', owner, name)))
    return repos
      .flatMap((repo) => (repo === null || repo.private ? [] : repo))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Plain files only: a symbolic link could lead out of the folder. */
  async #list(folder: string): Promise<ServedFile[]> {
    const items = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = items
      .filter((item) => item.isFile() && item.name !== SETTINGS)
      .map((item) => path.join(item.parentPath, item.name))
    return Promise.all(files.sort().map((absolute) => this.#file(folder, absolute)))
  }

  async #tags(files: readonly ServedFile[]): Promise<readonly string[]> {
    const card = files.find((file) => file.path === 'README.md')
    if (card === undefined) return []
    const tags = this.#tagsByCard.get(card.oid) ?? baseTagsOf(await readFile(card.absolute, 'utf8'))
    this.#tagsByCard.set(card.oid, tags)
    return tags
  }

  async #file(folder: string, absolute: string): Promise<ServedFile> {
    const { size, mtimeMs } = await stat(absolute)
    const key = `${absolute}\n${size}\n${mtimeMs}`
    const oid = this.#hashes.get(key) ?? (await hashFile(absolute))
    this.#hashes.set(key, oid)
    return {
      path: path.relative(folder, absolute).split(path.sep).join('/'),
      absolute,
      size,
      oid,
      lfs: LFS.test(absolute),
    }
  }
}

/** 40 hex digits that depend only on the names and contents of the files. */
function commitOf(files: readonly ServedFile[]): string {
  const hash = createHash('sha1')
  for (const { path: name, oid } of files) hash.update(`${name}\n${oid}\n`)
  return hash.digest('hex')
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

interface Settings {
  readonly gated?: boolean
  readonly private?: boolean
  readonly commit?: string
  readonly token?: string
  readonly alsoListed?: readonly string[]
}

async function readSettings(folder: string): Promise<Settings> {
  const text = await readFile(path.join(folder, SETTINGS), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  return JSON.parse(text) as Settings
}
