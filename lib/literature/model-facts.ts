import { z } from 'zod'
import content from '@/content/index/models.json'
import type { Db } from '@/lib/db'
import { isRepo } from '@/lib/hub/names/repo'
import { importSources } from './import-sources'
import { LiteratureSource } from './schema'

/** What a source states of a model that has not been read here. */
const StatedFacts = z.strictObject({
  repo: z.string().refine(isRepo, 'expected owner/name'),
  /** As `model_type` of config.json names it. */
  family: z.string().min(1),
  /** Decoder layers. */
  layers: z.int().positive(),
  /** About how many, for sorting models by size. */
  parameters: z.int().positive(),
  source: z.string(),
})

export const ModelFacts = z
  .strictObject({
    readme: z.string(),
    sources: z.record(z.string(), LiteratureSource),
    models: z.array(StatedFacts),
  })
  .superRefine(({ sources, models }, context) => {
    models.forEach(({ repo, source }, i) => {
      const complain = (message: string) => context.addIssue({ code: 'custom', path: ['models', i], message })
      if (!Object.hasOwn(sources, source)) complain(`source "${source}" is not described under "sources"`)
      if (models.findIndex((other) => other.repo === repo) < i) complain(`${repo} is listed twice`)
    })
  })
export type ModelFacts = z.infer<typeof ModelFacts>

/** Stated facts of models, from `content/index/models.json`. @throws Error listing the problems of the file */
export function modelFacts(): ModelFacts {
  const checked = ModelFacts.safeParse(content)
  if (!checked.success) throw new Error(`content/index/models.json is wrong:\n${z.prettifyError(checked.error)}`)
  return checked.data
}

/** Writes the facts of those models that are on record and have not been read here: what was read is never replaced by what is stated. */
export async function importModelFacts(tx: Db, { sources, models }: ModelFacts = modelFacts()): Promise<void> {
  const repos = models.map(({ repo }) => repo)
  const unread = await tx.model.findMany({
    where: { repo: { in: repos }, checkpoints: { none: {} } },
    select: { repo: true },
  })
  const stated = models.filter(({ repo }) => unread.some((model) => model.repo === repo))
  const named = new Set(stated.map(({ source }) => source))
  await importSources(tx, Object.fromEntries(Object.entries(sources).filter(([key]) => named.has(key))))
  await tx.$executeRaw`
    update models m set family = s.family, layers = s.layers, parameters = s.parameters, facts_source = s.source
    from jsonb_to_recordset(${JSON.stringify(stated)}::jsonb) as s(repo text, family text, layers int, parameters bigint, source text)
    where m.repo = s.repo
      and (m.family, m.layers, m.parameters, m.facts_source) is distinct from (s.family, s.layers, s.parameters, s.source)`
}
