import { describeError } from '@/lib/errors/describe'
import { env } from '@/lib/env'
import { repoFolder } from '@/lib/hub/cache/layout'
import { makeRoom } from '@/lib/hub/cache/make-room'
import { MARK_AGAIN_MS, markUsed } from '@/lib/hub/cache/used'
import type { Storage } from '@/lib/hub/checkpoint/open-stored'
import { isDemoRepo } from '@/lib/hub/names/demo'
import { log } from '@/lib/log/log'

/** The model of a run, and the bytes of all its tensors. */
export interface RunModel {
  readonly repo: string
  readonly bytes: number
}

/**
 * Lets a run read a model while the Hub's cache of this machine keeps to HUB_CACHE_GB: older models are deleted for it first, and one that does not fit all the same
 * is streamed. Without that variable nothing is deleted.
 */
export async function withCacheRoom<T>(model: RunModel, act: (storage: Storage) => Promise<T>): Promise<T> {
  const limit = env().HUB_CACHE_GB
  if (limit === undefined || isDemoRepo(model.repo)) return act('cache')
  const mark = (bytes: number) =>
    markUsed(repoFolder(model.repo), bytes).catch((error: unknown) =>
      log('warn', 'could not note the use of a cached model', { repo: model.repo, error: describeError(error) }),
    )
  // Before room is made: a run that begins at the same moment counts this one.
  await mark(model.bytes)
  const fits = await hasRoom(model, limit * 1e9)
  const expected = fits ? model.bytes : 0
  const timer = setInterval(() => void mark(expected), MARK_AGAIN_MS)
  try {
    await mark(expected)
    return await act(fits ? 'cache' : 'memory')
  } finally {
    clearInterval(timer)
    // The run is over: from now on the model counts as what it takes.
    await mark(0)
  }
}

async function hasRoom({ repo, bytes }: RunModel, limitBytes: number): Promise<boolean> {
  try {
    const { fits, deleted } = await makeRoom({ limitBytes, repo, bytes })
    for (const { folder, bytes: freed } of deleted)
      log('info', 'model deleted from the cache', { folder, bytes: freed })
    if (!fits) log('info', 'model streamed: it does not fit into the cache', { repo, bytes, limit_bytes: limitBytes })
    return fits
  } catch (error) {
    log('warn', 'could not make room in the cache; the model is streamed', { repo, error: describeError(error) })
    return false
  }
}
