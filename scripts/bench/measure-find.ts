import { findSubject } from '@/verifier/run/find'
import type { Jobs } from './jobs'
import { openTimed } from './open-timed'
import { peakMemory } from './peak-memory'
import { stepwatch } from './stepwatch'

/** Everything that `superweights find FOLDER --corpus demo-text` does, with the time of each step. */
export async function measureFind({ folder }: Jobs['find']['asked']): Promise<Jobs['find']['found']> {
  const watch = stepwatch()
  const { subject, corpus } = await openTimed(folder, watch.onProgress)
  const { groups, tried, judged } = await findSubject(subject, corpus, { onProgress: watch.onProgress })
  return {
    ...watch.stop(),
    peakBytes: peakMemory(),
    groups: groups.length,
    sets: tried.length,
    answers: judged.filter(({ verdict }) => verdict.accepted).length,
  }
}
