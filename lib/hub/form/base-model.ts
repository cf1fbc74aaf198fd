import { z } from 'zod'
import { HubError } from '../errors/hub-error'
import { isRepo } from '../names/repo'
import type { RepoFiles } from '../files/repo-files'
import { readJson } from './read-json'

/** Cards of the Hub are under 200 kB. */
const MAX_CARD_BYTES = 1_000_000
/** Real ones have 1 kB. */
const MAX_ADAPTER_CONFIG_BYTES = 200_000

const adapterSchema = z.looseObject({ base_model_name_or_path: z.string() })
/** The card's settings lie between two lines of three dashes at its beginning. */
const FRONT_MATTER = /^---\r?\n([^]*?)\r?\n---/
/** `base_model: owner/name`, or the first of a list. */
const BASE_MODEL = /^base_model:[ \t]*(?:\r?\n[ \t]*-[ \t]*)?["']?([\w./-]{3,200})["']?[ \t]*$/m

/** The model that a repo's card says it was made from, or null. @throws HubError for the network */
export async function baseModelOf(repoFiles: RepoFiles): Promise<string | null> {
  if (!repoFiles.files.has('README.md')) return null
  try {
    const card = new TextDecoder().decode(await repoFiles.readFile('README.md', MAX_CARD_BYTES))
    return checked(BASE_MODEL.exec(FRONT_MATTER.exec(card)?.[1] ?? '')?.[1])
  } catch (error) {
    if (error instanceof HubError && error.code === 'too-large') return null
    throw error
  }
}

/** The model that an adapter belongs to, as adapter_config.json or the card names it, or null. @throws HubError for the network */
export async function baseModelOfAdapter(repoFiles: RepoFiles): Promise<string | null> {
  const config = adapterSchema.safeParse(await readJson(repoFiles, 'adapter_config.json', MAX_ADAPTER_CONFIG_BYTES))
  return (config.success ? checked(config.data.base_model_name_or_path) : null) ?? (await baseModelOf(repoFiles))
}

/** Only names of repos are repeated: an adapter's may be a path on the machine that made it. */
function checked(name: string | undefined): string | null {
  return name !== undefined && isRepo(name) ? name : null
}
