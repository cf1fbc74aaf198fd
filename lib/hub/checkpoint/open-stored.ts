import { isDemoRepo } from '../http/endpoint'
import { cachedFiles } from '../cache/cached-files'
import { openCheckpoint, type OpenOptions } from './open-checkpoint'
import { prefetchedFiles } from '../prefetch/prefetched-files'
import type { Checkpoint } from './types'

/**
 * `cache` keeps what is read in the Hub's own cache on this machine and uses what other tools put there. `memory` keeps nothing: for a
 * disk that is too small. Nothing of the demo models is kept or fetched ahead: their hub is this machine.
 */
export type Storage = 'memory' | 'cache'

export interface StoredOptions extends Omit<OpenOptions, 'shelfOf'> {
  /** `cache` when absent. */
  readonly storage?: Storage
}

/**
 * `openCheckpoint` for programs that read whole layers. The site does not import this file: it reads a few bytes, and its bundler
 * need not meet threads and files that are found beside their code.
 * @throws as `openCheckpoint`; a read HubError `disk-full` too
 */
export function openStored({ storage = 'cache', ...options }: StoredOptions): Promise<Checkpoint> {
  if (isDemoRepo(options.repo)) return openCheckpoint(options)
  return openCheckpoint({ ...options, filesOf: storage === 'memory' ? prefetchedFiles : cachedFiles })
}
