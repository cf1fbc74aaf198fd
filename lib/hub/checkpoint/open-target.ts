import { stat } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import { ggufFile } from '../form/other'
import { openFolder } from './open-folder'
import { openStored, type StoredOptions } from './open-stored'
import { parseRepo } from '../names/repo'
import type { Checkpoint } from './types'

/**
 * Whether REPO, as typed on a command line, is a folder: an absolute path, one that begins with `./` or `../`, or a folder that
 * exists. (`owner/name` is the Hub's unless there is such a folder here, as in transformers.)
 */
export async function isFolder(typed: string): Promise<boolean> {
  if (path.isAbsolute(typed) || /^\.{1,2}([/\\]|$)/.test(typed)) return true
  try {
    return (await stat(typed)).isDirectory()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error) ?? '')) return false
    throw error
  }
}

/** @throws HubError `gguf-only` when a path is that of a GGUF file, as other programs take it */
export async function refuseGgufFile(typed: string): Promise<void> {
  if (!/\.gguf$/i.test(typed)) return
  const found = await stat(typed).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error) ?? '')) return null
    throw error
  })
  if (found?.isFile()) throw ggufFile(typed)
}

/**
 * Opens what a command line names: a folder on this machine, or a repo on the Hub by its name or address. Never for what comes over
 * the web: there a path would read this machine's files.
 * The Hub is asked with the person's own HF_TOKEN.
 * @throws RepoNameError when it is neither; HubError for what is wrong with it
 */
export async function openTarget(typed: string, options: Omit<StoredOptions, 'repo'> = {}): Promise<Checkpoint> {
  if (await isFolder(typed)) return openFolder(typed)
  const { repo, revision } = parseRepo(typed)
  const pinned = options.revision ?? revision
  return openStored({ access: 'own', ...options, repo, ...(pinned === undefined ? {} : { revision: pinned }) })
}
