import type { Storage } from '@/lib/hub/checkpoint/open-stored'
import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import type { Corpus } from '@/lib/hub/corpus/types'
import type { OnProgress } from '../measure/progress'
import type { Subject } from '../pass/subject'
import { openSubject } from './open-subject'

/** What a whole run is about, and who hears of its progress. */
export interface RunRequest {
  readonly repo: string
  readonly revision?: string
  readonly corpusId: string
  /** `cache` when absent. */
  readonly storage?: Storage
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

/** Opens the repo and loads the corpus. @throws as `openSubject`; HubError for the corpus */
export async function openRun({
  repo,
  revision,
  corpusId,
  storage = 'cache',
  onProgress,
  signal,
}: RunRequest): Promise<{ subject: Subject; corpus: Corpus }> {
  const until = signal ? { signal } : {}
  onProgress?.({ stage: 'open', done: 0, total: 1, message: `Opening ${repo}` })
  const subject = await openSubject({ repo, ...(revision ? { revision } : {}), storage, ...until })
  const corpus = await loadCorpus(corpusId, until)
  const { checkpoint, family, recipe } = subject
  onProgress?.({
    stage: 'open',
    done: 1,
    total: 1,
    message: `${checkpoint.repo} at ${checkpoint.commit.slice(0, 12)}: ${family.names.family}, ${recipe.layers} layers`,
  })
  return { subject, corpus }
}
