import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { HubError } from '../errors/hub-error'

/** How the Hub's cache calls the folder of a model (huggingface_hub, "Understand caching"). */
const CACHED_MODEL = /^models--([\w.-]+?)--([\w.-]+)$/
const COMMIT = /^[0-9a-f]{40}$/
/** As many of a cache's models are named in a message. */
const MAX_NAMED = 5

/**
 * Refuses a folder of the Hub's cache that has a snapshot somewhere below it: the root of the cache, or of one model.
 * @param names what is in the folder
 * @throws HubError `cache-folder` saying which folder to give
 */
export async function refuseCacheFolder(folder: string, names: readonly string[]): Promise<void> {
  if (names.includes('config.json')) return
  const models = names.filter((name) => CACHED_MODEL.test(name))
  if (models.length > 0) throw ofRoot(folder, models)
  if (names.includes('snapshots')) throw await ofModel(folder)
  // HF_HOME, whose `hub` is the cache.
  if (names.includes('hub')) {
    const inside = (await entries(path.join(folder, 'hub'))).filter((name) => CACHED_MODEL.test(name))
    if (inside.length > 0) throw ofRoot(path.join(folder, 'hub'), inside)
  }
}

function ofRoot(folder: string, models: readonly string[]): HubError {
  const repos = models.slice(0, MAX_NAMED).map((name) => name.replace(CACHED_MODEL, '$1/$2'))
  const more = models.length > MAX_NAMED ? `, and ${models.length - MAX_NAMED} more` : ''
  return new HubError(
    'cache-folder',
    `${folder} is the Hub's cache, not a checkpoint. Give the name of a model in it, which is then read from there (${repos.join(', ')}${more}), or the folder of one snapshot: ${path.join(folder, models[0] ?? '', 'snapshots', 'COMMIT')}.`,
  )
}

async function ofModel(folder: string): Promise<HubError> {
  const snapshots = (await entries(path.join(folder, 'snapshots'))).filter((name) => COMMIT.test(name))
  const main = await readFile(path.join(folder, 'refs', 'main'), 'utf8').then(
    (text) => text.trim(),
    (error: unknown) => notThere(error, ''),
  )
  const commit = snapshots.includes(main) ? main : snapshots.at(-1)
  const what = `${folder} is the folder of a model in the Hub's cache, not a checkpoint.`
  return new HubError(
    'cache-folder',
    commit === undefined
      ? `${what} It holds no snapshot: download the model again.`
      : `${what} Give the snapshot: ${path.join(folder, 'snapshots', commit)}.`,
  )
}

function entries(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => notThere(error, []))
}

/** What stands for a file or folder that is not there. @throws any other failure */
function notThere<T>(error: unknown, instead: T): T {
  if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return instead
  throw error
}
