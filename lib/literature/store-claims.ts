import type { Db } from '@/lib/db'
import type { LiteratureClaim, ScalarClaim } from './claim-schema'
import { stancesOf } from './keys'
import { literatureModels, modelIn } from './models'
import { LiteratureWeights } from './weights'

export interface Keyed<Item> {
  readonly item: Item
  readonly key: string
}

/**
 * Stores claims: those about scalars on the record of the coordinate, created on first use, the others on their model. The transaction must hold `lockModel`
 * for their repos.
 * @returns the keys of the models
 */
export async function storeClaims(tx: Db, added: readonly Keyed<LiteratureClaim>[]): Promise<number[]> {
  if (added.length === 0) return []
  const models = await literatureModels(
    tx,
    added.map(({ item }) => item),
  )
  const weights = await LiteratureWeights.of(tx, [...models.values()])
  await weights.add(
    tx,
    added.flatMap(({ item }) => (item.unit === 'scalar' ? [{ ...item, modelId: modelIn(models, item.repo) }] : [])),
  )
  const rows = added.map(({ item, key }) => {
    const modelId = modelIn(models, item.repo)
    const { unit, polarity, commit = null } = item
    const of =
      item.unit === 'scalar'
        ? {
            weightId: weights.at({ ...item, modelId }),
            value: item.value?.stored ?? null,
            valueSource: item.value?.source ?? null,
          }
        : placeOf(item)
    return { key, origin: 'literature' as const, modelId, unit, polarity, commit, note: noteOf(item), ...of }
  })
  const made = await tx.claim.createManyAndReturn({ data: rows, select: { id: true, key: true } })
  await storeSources(tx, made, added)
  return [...models.values()]
}

/** Records who states each claim and who contradicts it. */
export async function storeSources(
  tx: Db,
  made: readonly { readonly id: number; readonly key: string }[],
  added: readonly Keyed<Parameters<typeof stancesOf>[0]>[],
): Promise<void> {
  const items = new Map(added.map(({ item, key }) => [key, item]))
  const data = made.flatMap(({ id, key }) =>
    stancesOf(items.get(key) ?? { sources: [] }).map(({ source, stance }) => ({
      claimId: id,
      sourceKey: source,
      stance,
    })),
  )
  await tx.claimSource.createMany({ data })
}

function placeOf(claim: Exclude<LiteratureClaim, ScalarClaim>) {
  if (claim.unit === 'channel') return { layer: claim.layer, channel: claim.channel }
  if (claim.unit === 'neuron') return { layer: claim.layer, neuron: claim.neuron }
  return claim.expert === 'shared'
    ? { layer: claim.layer, sharedExpert: true }
    : { layer: claim.layer, expert: claim.expert }
}

function noteOf(claim: LiteratureClaim): string | null {
  const value = claim.unit === 'scalar' ? claim.value : undefined
  const valued = value ? [`The value ${value.stored} is as ${value.source} prints it; it was not read here.`] : []
  const parts = [...(claim.note ? [claim.note.replace(/[^.?!]$/, '$&.')] : []), ...valued]
  return parts.length > 0 ? parts.join(' ') : null
}
