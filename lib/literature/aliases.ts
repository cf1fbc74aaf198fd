import { z } from 'zod'
import content from '@/content/index/aliases.json'
import type { Db } from '@/lib/db'
import { isRepo } from '@/lib/hub/names/repo'

const Name = z.string().trim().min(2).max(96)
/** A repo of the Hub; those of its first years had no owner. */
const FormerRepo = z.string().refine((name) => isRepo(name) || isRepo(`owner/${name}`), 'expected the name of a repo')
const Repo = z.string().refine(isRepo, 'expected owner/name')

export const Alias = z.strictObject({
  repo: Repo,
  called: z.array(Name).default([]),
  moved: z.array(FormerRepo).default([]),
  mirror: z.array(Repo).default([]),
})

const Aliases = z.strictObject({ readme: z.string(), aliases: z.array(Alias) }).superRefine(({ aliases }, context) => {
  const names = aliases.flatMap(({ called, moved, mirror }) => [...called, ...moved, ...mirror])
  const twice = names.find((name, i) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < i)
  if (twice !== undefined)
    context.addIssue({ code: 'custom', path: ['aliases'], message: `"${twice}" names two models` })
})

/** The aliases of models, from `content/index/aliases.json`. @throws Error listing the problems of the file */
export function aliases(): z.output<typeof Alias>[] {
  const checked = Aliases.safeParse(content)
  if (!checked.success) throw new Error(`content/index/aliases.json is wrong:\n${z.prettifyError(checked.error)}`)
  return checked.data.aliases
}

/** Replaces the stored aliases of models by these; those of repos that are not on record wait for a record. */
export async function importAliases(tx: Db, known: readonly z.output<typeof Alias>[] = aliases()): Promise<void> {
  await tx.$executeRaw`delete from model_names where kind in ('called', 'moved', 'mirror')`
  const rows = known.flatMap(({ repo, ...names }) =>
    (['called', 'moved', 'mirror'] as const).flatMap((kind) => names[kind].map((name) => ({ repo, kind, name }))),
  )
  await tx.$executeRaw`
    insert into model_names (model_id, kind, name)
    select m.id, row.kind::model_name_kind, row.name
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(repo text, kind text, name text)
    join models m on m.repo = row.repo`
}
