import type { Db } from '@/lib/db'
import type { RecordKind } from '@/lib/ids'
import { KINDS } from './kinds'
import { differing, writeAll } from './write'

/** Records rendered from rows that are read together: a model may have thousands, each with its claims and reports. */
const BATCH = 100

/** Records of one model whose claims, reports or readings have changed. */
export interface Touched {
  readonly modelId: number
  readonly weights: readonly number[]
  readonly sets: readonly number[]
}

/**
 * Renders again what has changed and what shows it, and writes each as its next version where it differs: the sets and those that have a touched
 * weight as a member, then the weights and the members of those sets, which name the sets' classes, then the model, which lists both. In the
 * caller's transaction, which must hold `lockModel` for the repo.
 * @param cause in plain words: stored with the versions
 */
export async function recordsChanged(tx: Db, { modelId, weights, sets }: Touched, cause: string): Promise<void> {
  const members = await tx.$queryRaw<{ set_id: number; weight_id: number }[]>`
    select set_id, weight_id from set_members
    where set_id = any(${[...sets]}::int[])
      or set_id in (select set_id from set_members where weight_id = any(${[...weights]}::int[]))`
  await renew(tx, 'set', distinct([...sets, ...members.map((member) => member.set_id)]), cause)
  await renew(tx, 'weight', distinct([...weights, ...members.map((member) => member.weight_id)]), cause)
  await renew(tx, 'model', [modelId], cause)
}

/** The same for all records of a model: a claim may dispute, corroborate or complete any of them. */
export async function modelChanged(tx: Db, modelId: number, cause: string): Promise<void> {
  const of = { where: { modelId }, select: { id: true } } as const
  const [sets, weights] = [await tx.set.findMany(of), await tx.weight.findMany(of)]
  await recordsChanged(tx, { modelId, weights: weights.map(({ id }) => id), sets: sets.map(({ id }) => id) }, cause)
}

/** Renders records from their rows and writes those that differ. @returns how many did */
export async function renew(tx: Db, kind: RecordKind, ids: readonly number[], cause: string): Promise<number> {
  let changed = 0
  for (let from = 0; from < ids.length; from += BATCH)
    changed += await renewBatch(tx, kind, ids.slice(from, from + BATCH), cause)
  return changed
}

async function renewBatch<K extends RecordKind>(
  tx: Db,
  kind: K,
  ids: readonly number[],
  cause: string,
): Promise<number> {
  const written = await writeAll(tx, kind, await KINDS[kind].render(tx, ids), cause)
  return written.filter(({ changed }) => changed).length
}

/** Of records, those that would get a new version if they were rendered from their rows now. */
export async function outdated<K extends RecordKind>(from: Db, kind: K, ids: readonly number[]): Promise<number[]> {
  const found: number[] = []
  for (let at = 0; at < ids.length; at += BATCH)
    found.push(...(await differing(from, kind, await KINDS[kind].render(from, ids.slice(at, at + BATCH)))))
  return found
}

const distinct = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b)
