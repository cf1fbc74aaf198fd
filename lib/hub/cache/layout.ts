import os from 'node:os'
import path from 'node:path'
import { env } from '@/lib/env'

/**
 * Where one commit of a repo lies in the Hub's cache ("Hub Local Cache" in the Hub's documentation): contents in `blobs/`, under
 * the Hub's ETag; names in `snapshots/COMMIT/`, as links to them.
 */
export interface Layout {
  readonly blobs: string
  readonly snapshot: string
}

/** `HF_HUB_CACHE`, else `HF_HOME/hub`, else the default of all the Hub's tools. */
export function cacheFolder(): string {
  const { HF_HUB_CACHE, HF_HOME } = env()
  return path.resolve(HF_HUB_CACHE ?? path.join(HF_HOME ?? path.join(os.homedir(), '.cache', 'huggingface'), 'hub'))
}

/** The folder of a model's repo in the cache. @param repo a checked name: it holds no path parts */
export const repoFolder = (repo: string, cache = cacheFolder()): string =>
  path.join(cache, `models--${repo.replaceAll('/', '--')}`)

/** @param repo and commit are checked names: they hold no path parts */
export function layoutOf(repo: string, commit: string, cache = cacheFolder()): Layout {
  const folder = repoFolder(repo, cache)
  return { blobs: path.join(folder, 'blobs'), snapshot: path.join(folder, 'snapshots', commit) }
}
