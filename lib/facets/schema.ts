import { z } from 'zod'
import { WeightClass } from '@/lib/protocol'
import { listParameter } from '@/lib/list-parameter'
import { wholeNumber } from '@/lib/whole-number'
import { DEPTHS, NONE, NOT_KNOWN, SIZES } from './ranges'

/** Longest value of a facet that is a name. */
const name = z.string().trim().min(1).max(100)

const SEVERAL = 'Given several times, any of the values will do.'

/** The facets of the index of weights, as parameters: within one any value will do, together all must hold. */
export const FACET_PARAMETERS = {
  family: listParameter(name, {
    description: `Architecture family, as \`model_type\` of config.json names it; \`${NOT_KNOWN}\` where neither a checkpoint was read nor a source states it. ${SEVERAL}`,
    example: ['llama'],
  }),
  organisation: listParameter(name, { description: `Owner of the repo. ${SEVERAL}`, example: ['allenai'] }),
  size: listParameter(z.enum([...SIZES, NOT_KNOWN]), {
    description: `Parameters of the model, in billions. ${SEVERAL}`,
  }),
  depth: listParameter(z.enum([...DEPTHS, NOT_KNOWN]), {
    description: `Relative depth in percent: layer / (layers - 1). ${SEVERAL}`,
  }),
  class: listParameter(z.enum([...WeightClass.options, NONE]), {
    description: `Class; \`${NONE}\` for records that have none. ${SEVERAL}`,
  }),
  level: listParameter(wholeNumber(0, 4), { description: `Evidence level. ${SEVERAL}` }),
  source: listParameter(name, {
    description: `Key of a publication that states the coordinate; \`${NONE}\` for records that no publication states. ${SEVERAL}`,
    example: ['yu2024'],
  }),
  year: listParameter(wholeNumber(1900, 2200), {
    description: `Year of a publication that states the coordinate. ${SEVERAL}`,
  }),
}

/** What is chosen of each facet. */
export type FacetQuery = z.infer<z.ZodObject<typeof FACET_PARAMETERS>>
export type FacetName = keyof FacetQuery
