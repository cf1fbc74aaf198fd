import { z } from 'zod'
import { HubError } from '../errors/hub-error'
import { MAX_BASES } from '../names/base-tags'
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
/** Where a repo may say what it was made from. */
interface Sayings {
  readonly taggedBases?: readonly string[]
  /** Reads a file: null where there is none. */
  readonly readFile?: (name: string, limit: number) => Promise<Uint8Array | null>
}

/** The models that a repo says it was made from: by its tags, which the Hub makes of the card, else by the card. @throws HubError for the network */
export async function baseModelsOf({ taggedBases = [], readFile }: Sayings): Promise<string[]> {
  if (taggedBases.length > 0 || !readFile) return [...taggedBases]
  try {
    const card = await readFile('README.md', MAX_CARD_BYTES)
    return card === null ? [] : basesInCard(new TextDecoder().decode(card))
  } catch (error) {
    if (error instanceof HubError && error.code === 'too-large') return []
    throw error
  }
}

/** The models that a card's settings name. @param card README.md */
export function basesInCard(card: string): string[] {
  const [, single, list = ''] = BASE_MODEL.exec(FRONT_MATTER.exec(card)?.[1] ?? '') ?? []
  const names = [single, ...[...list.matchAll(LISTED)].map(([, name]) => name)]
  return [...new Set(names.flatMap((name) => checked(name) ?? []))].slice(0, MAX_BASES)
}

/** The first model that a repo says it was made from, or null. @throws HubError for the network */
export async function baseModelOf({ files, readFile, taggedBases = [] }: RepoFiles): Promise<string | null> {
  const [first] = await baseModelsOf({
    taggedBases,
    readFile: async (name, limit) => (files.has(name) ? readFile(name, limit) : null),
  })
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
