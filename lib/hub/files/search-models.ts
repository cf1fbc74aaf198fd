import { listModels } from '@huggingface/hub'
import { z } from 'zod'
import { HubError } from '../errors/hub-error'
import { hubFetch } from '../http/read-file'
import type { Remote } from '../http/request'
import { isRepo } from '../names/repo'

/** A model that the Hub finds for a text. */
export interface FoundModel {
  readonly repo: string
  readonly downloads: number
  readonly gated: boolean
}

/** What is asked for: the models whose names hold a text, or those of an owner. */
export type ModelQuestion =
  { readonly text: string; readonly owner?: never } | { readonly owner: string; readonly text?: never }

/** What is used of an item; whatever else a Hub sends is left out, and what is not a repository name is skipped. */
const Item = z.object({
  name: z.string().refine(isRepo),
  downloads: z.number().nonnegative().catch(0),
  gated: z.union([z.literal(false), z.string()]).catch(false),
})

/** The models that answer a question, the most downloaded first. @param most of them. @throws HubError for the network */
export async function searchModels(remote: Remote, asked: ModelQuestion, most: number): Promise<FoundModel[]> {
  const found: FoundModel[] = []
  try {
    for await (const item of listModels({
      search: asked.owner === undefined ? { query: asked.text } : { owner: asked.owner },
      sort: 'downloads',
      limit: most,
      hubUrl: remote.endpoint,
      fetch: hubFetch(remote, { repo: asked.owner ?? asked.text }),
    })) {
      const read = Item.safeParse(item)
      if (read.success) found.push({ ...read.data, repo: read.data.name, gated: read.data.gated !== false })
    }
  } catch (error) {
    if (error instanceof HubError || remote.signal?.aborted) throw error
    throw new HubError('unreachable', "The Hub's list of models is not in the form of its API.", { cause: error })
  }
  return found.map(({ repo, downloads, gated }) => ({ repo, downloads, gated }))
}
