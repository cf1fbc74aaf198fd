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
/** `base_model: owner/name`, or a list of names below it. */
const BASE_MODEL =
  /^base_model:[ \t]*(?:["']?([\w./-]{3,200})["']?)?[ \t]*((?:\r?\n[ \t]*-[ \t]*["']?[\w./-]{3,200}["']?[ \t]*)*)$/m
const LISTED = /-[ \t]*["']?([\w./-]{3,200})["']?[ \t]*$/gm
/** A merge names two or three. */
const MAX_BASES = 5

/** What reads a file of a repo: null where there is none. */
type ReadFile = (name: string, limit: number) => Promise<Uint8Array | null>

/** The models that a repo's card says it was made from. @throws HubError for the network */
export async function baseModelsOf(readFile: ReadFile): Promise<string[]> {
  try {
    const card = await readFile('README.md', MAX_CARD_BYTES)
    if (card === null) return []
    const [, single, list = ''] = BASE_MODEL.exec(FRONT_MATTER.exec(new TextDecoder().decode(card))?.[1] ?? '') ?? []
    const names = [single, ...[...list.matchAll(LISTED)].map(([, name]) => name)]
    return [...new Set(names.flatMap((name) => checked(name) ?? []))].slice(0, MAX_BASES)
  } catch (error) {
    if (error instanceof HubError && error.code === 'too-large') return []
    throw error
  }
}

/** The first model that a repo's card says it was made from, or null. @throws HubError for the network */
export async function baseModelOf({ files, readFile }: RepoFiles): Promise<string | null> {
  const [first] = await baseModelsOf(async (name, limit) => (files.has(name) ? readFile(name, limit) : null))
  return first ?? null
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
