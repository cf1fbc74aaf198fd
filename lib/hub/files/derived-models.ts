import { listModels } from '@huggingface/hub'
import { z } from 'zod'
import { HubError } from '../errors/hub-error'
import { hubFetch } from '../http/read-file'
import type { Remote } from '../http/request'
import { isRepo } from '../names/repo'

/** A model that names another as its base. */
export interface DerivedModel {
  readonly repo: string
  /** Whether the Hub calls it an adapter or a quantised form of that base: neither holds weights to compare. */
  readonly holdsNoWeights: boolean
}

const itemSchema = z.object({ name: z.string().refine(isRepo), tags: z.array(z.string()).catch([]) })

/**
 * The models that the Hub lists as made from `base`, the most downloaded first.
 * @param most of them
 * @throws HubError for the network
 */
export async function derivedModels(remote: Remote, base: string, most: number): Promise<DerivedModel[]> {
  const without = ['adapter', 'quantized'].map((relation) => `base_model:${relation}:${base}`)
  const models: DerivedModel[] = []
  try {
    for await (const item of listModels({
      search: { tags: [`base_model:${base}`] },
      sort: 'downloads',
      limit: most,
      additionalFields: ['tags'],
      hubUrl: remote.endpoint,
      fetch: hubFetch(remote, { repo: base }),
    })) {
      const { name, tags } = itemSchema.parse(item)
      models.push({ repo: name, holdsNoWeights: tags.some((tag) => without.includes(tag)) })
    }
  } catch (error) {
    if (error instanceof HubError || remote.signal?.aborted) throw error
    throw new HubError(
      'unreachable',
      "The Hub's list of models is not in the form of its API. It will be read later.",
      {
        cause: error,
      },
    )
  }
  return models
}
