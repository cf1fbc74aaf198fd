import { openStored, type Storage } from '@/lib/hub/checkpoint/open-stored'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { thisMachine } from '../engine/machine'
import { subjectOf, type Subject } from '../pass/subject'

export interface SubjectRequest {
  readonly repo: string
  readonly revision?: string
  /** Whether to keep what is read in the Hub's cache on this machine; kept when absent. */
  readonly storage?: Storage
  readonly signal?: AbortSignal
}

/**
 * Opens a repo at a revision.
 * @throws HubError from the hub; UnsupportedArchitecture and InvalidCheckpoint where no recipe fits; TooLarge where the machine is too small.
 */
export async function openSubject({ repo, revision, storage, signal }: SubjectRequest): Promise<Subject> {
  const checkpoint = await openStored({
    repo,
    ...(revision ? { revision } : {}),
    ...(storage ? { storage } : {}),
    ...(signal ? { signal } : {}),
  })
  return subjectOf(checkpoint, await loadTokenizer(checkpoint, signal ? { signal } : {}), thisMachine())
}
