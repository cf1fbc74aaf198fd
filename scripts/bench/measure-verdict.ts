import { parseCoordinate, resolveCoordinate } from '@/lib/coordinates'
import { verdictOf } from '@/lib/protocol'
import { verifySubject } from '@/verifier/run/verify'
import type { Jobs } from './jobs'
import { openTimed } from './open-timed'
import { peakMemory } from './peak-memory'
import { stepwatch } from './stepwatch'

/** Everything that `superweights verify FOLDER COORDINATE --corpus demo-text` does, with the time of each step. */
export async function measureVerdict({
  folder,
  coordinate,
  grade,
}: Jobs['verdict']['asked']): Promise<Jobs['verdict']['found']> {
  const watch = stepwatch()
  const { onProgress } = watch
  const { subject, corpus } = await openTimed(folder, onProgress)
  const place = resolveCoordinate(
    parseCoordinate(coordinate),
    subject.checkpoint.tensors,
    subject.family.names,
    subject.recipe.layers,
  )
  const report = await verifySubject(subject, corpus, { coordinates: [place], grade, onProgress })
  const [run] = report.perplexity
  return {
    ...watch.stop(),
    peakBytes: peakMemory(),
    class: verdictOf(report).class,
    promptTokens: report.detection.map(({ token_ids: ids }) => ids.length),
    streams: new Set(run?.streams.map(({ edits }) => JSON.stringify(edits))).size,
    windows: run === undefined ? [0, 0] : [run.windows, run.window_tokens],
  }
}
