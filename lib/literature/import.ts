import type { z } from 'zod'
import { db, type Db } from '@/lib/db'
import { importAliases } from './aliases'
import { changesOf } from './changes'
import { importSources } from './import-sources'
import { importModelFacts } from './model-facts'
import { keyOfClaim, keyOfEffect, keyOfSetClaim } from './keys'
import { storeClaims } from './store-claims'
import { storeEffects } from './store-effects'
import { storeSetClaims } from './store-sets'
import { lockModel } from '@/lib/records/lock'
import { modelChanged } from '@/lib/records/renew'
import { literature } from './read-file'
import { Literature } from './schema'

/** A hundred claims take about two seconds; a slow disk may take ten times as long, and the whole import is one transaction. */
const IMPORT_LIMIT_MS = 120_000

/** The cause stored with the versions that an import writes. */
const REASON = 'The literature was imported.'

/** Counts of an import's changes; all 0 when nothing changed. */
export interface ImportCounts {
  readonly sources: number
  /** Of coordinates, sets, channels, neurons and experts. */
  readonly claims: number
  readonly effects: number
  /** Claims and effects that are no longer in the file. */
  readonly withdrawn: number
}

/**
 * Imports `content/index/literature.json` into the database: coordinates and sets, at level 0 until somebody submits them, claims about channels,
 * neurons and experts, published effects, and what is stated of models. Importing twice changes nothing. A claim or effect with changed content is a new one; one that
 * is no longer in the file is withdrawn.
 * @throws Error when the file is wrong; then nothing is imported
 */
export async function importLiterature(content: z.input<typeof Literature> = literature()): Promise<ImportCounts> {
  const checked = Literature.parse(content)
  return db.$transaction((tx) => importAll(tx, checked), { timeout: IMPORT_LIMIT_MS, maxWait: IMPORT_LIMIT_MS })
}

async function importAll(tx: Db, content: Literature): Promise<ImportCounts> {
  await lockModel(tx, 'literature')
  const sources = await importSources(tx, content.sources)
  const described = await modelsOfSources(tx, sources)
  const known = await tx.claim.findMany({
    where: { origin: 'literature' },
    select: { id: true, key: true, setId: true, modelId: true, withdrawnAt: true, model: { select: { repo: true } } },
  })
  const claims = changesOf(
    content.claims,
    keyOfClaim,
    known.filter((k) => k.setId === null),
  )
  const sets = changesOf(
    content.sets,
    keyOfSetClaim,
    known.filter((k) => k.setId !== null),
  )
  const effects = changesOf(
    content.effects,
    keyOfEffect,
    await tx.effect.findMany({
      select: { id: true, key: true, modelId: true, withdrawnAt: true, model: { select: { repo: true } } },
    }),
  )
  const added = [...claims.added, ...sets.added, ...effects.added]
  const [gone, back] = [
    [...claims.gone, ...sets.gone],
    [...claims.back, ...sets.back],
  ]
  const moved = [...gone, ...back, ...effects.gone, ...effects.back]
  const repos = new Set([
    ...added.map(({ item }) => item.repo),
    ...moved.map(({ model }) => model.repo),
    ...described.map(({ repo }) => repo),
  ])
  for (const repo of [...repos].sort()) await lockModel(tx, repo)
  const touched = new Set([...moved.map(({ modelId }) => modelId), ...described.map(({ id }) => id)])
  for (const modelId of await storeClaims(tx, claims.added)) touched.add(modelId)
  for (const modelId of await storeSetClaims(tx, sets.added)) touched.add(modelId)
  for (const modelId of await storeEffects(tx, effects.added)) touched.add(modelId)
  await tx.claim.updateMany({
    where: { id: { in: ids(gone) } },
    data: { withdrawnAt: new Date(), withdrawnReason: 'It is no longer in the index of the literature.' },
  })
  await tx.claim.updateMany({ where: { id: { in: ids(back) } }, data: { withdrawnAt: null, withdrawnReason: null } })
  await tx.effect.updateMany({ where: { id: { in: ids(effects.gone) } }, data: { withdrawnAt: new Date() } })
  await tx.effect.updateMany({ where: { id: { in: ids(effects.back) } }, data: { withdrawnAt: null } })
  for (const modelId of touched) await modelChanged(tx, modelId, REASON)
  await importAliases(tx)
  await importModelFacts(tx)
  return {
    sources: sources.length,
    claims: claims.added.length + sets.added.length + back.length,
    effects: effects.added.length + effects.back.length,
    withdrawn: gone.length + effects.gone.length,
  }
}

const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id)

/** The models whose records refer to these sources, in claims or effects. */
function modelsOfSources(tx: Db, keys: readonly string[]): Promise<{ id: number; repo: string }[]> {
  const sourceKey = { in: [...keys] }
  return tx.model.findMany({
    where: {
      OR: [{ claims: { some: { sources: { some: { sourceKey } } } } }, { effects: { some: { sourceKey } } }],
    },
    select: { id: true, repo: true },
  })
}
