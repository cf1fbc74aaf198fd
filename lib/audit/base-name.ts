import { MAX_CONFIG_BYTES } from '@/lib/hub/config/model-config'
import { baseModelOf } from '@/lib/hub/form/base-model'
import { readJson } from '@/lib/hub/form/read-json'
import type { RepoFiles } from '@/lib/hub/files/repo-files'
import { isRepo, parseRepo, RepoNameError } from '@/lib/hub/names/repo'
import { auditableFiles } from './audit'
import { readGgufHeader } from './gguf-header'

/**
 * The model that a repo or file says it was quantised from: by its tags, its card, `_name_or_path` of config.json, or the metadata of its first GGUF file;
 * null where nothing says so.
 * @throws HubError for the network, and for a malformed GGUF file
 */
export async function baseNameOf(files: RepoFiles): Promise<string | null> {
  const said = (await baseModelOf(files)) ?? (await inConfig(files)) ?? (await inGguf(files))
  return said !== null && said.toLowerCase() !== files.repo.toLowerCase() ? said : null
}

async function inConfig(files: RepoFiles): Promise<string | null> {
  if (!files.files.has('config.json')) return null
  const config = await readJson(files, 'config.json', MAX_CONFIG_BYTES)
  const name = typeof config === 'object' && config !== null && '_name_or_path' in config ? config._name_or_path : null
  return typeof name === 'string' && isRepo(name) ? name : null
}

/** Written by llama.cpp's converter from the card: ggml-org/ggml, docs/gguf.md. */
async function inGguf(files: RepoFiles): Promise<string | null> {
  const [file] = auditableFiles(files)
  if (file === undefined || file === null) return null
  const { metadata } = await readGgufHeader(files, file)
  const address = metadata['general.base_model.0.repo_url'] ?? metadata['general.source.repo_url']
  return typeof address === 'string' ? repoIn(address) : null
}

function repoIn(address: string): string | null {
  try {
    return parseRepo(address).repo
  } catch (error) {
    if (error instanceof RepoNameError) return null
    throw error
  }
}
