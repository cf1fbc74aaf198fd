import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { parseCoordinate, resolveCoordinate } from '@/lib/coordinates'
import { verdictOf } from '@/lib/protocol'
import type { Progress } from '@/verifier/measure/progress'
import { subjectOf } from '@/verifier/pass/subject'
import { verifySubject } from '@/verifier/run/verify'
import { now, since, type Moment } from './clock'
import type { Jobs, VerdictStep } from './jobs'
import { peakMemory } from './peak-memory'
import { thisMachine } from '@/verifier/engine/machine'

/** Everything that `superweights verify FOLDER COORDINATE --corpus demo-text` does, with the time of each step. */
export async function measureVerdict({
  folder,
  coordinate,
  grade,
}: Jobs['verdict']['asked']): Promise<Jobs['verdict']['found']> {
  const start = now()
  const marks: { readonly progress: Progress; readonly at: Moment }[] = []
  const onProgress = (progress: Progress) => marks.push({ progress, at: since(start) })
  onProgress({ stage: 'open', done: 0, total: 1, message: 'Opening the checkpoint' })
  const checkpoint = await openFolder(folder)
  const subject = subjectOf(checkpoint, await loadTokenizer(checkpoint), thisMachine())
  const corpus = await loadCorpus('demo-text')
  const place = resolveCoordinate(
    parseCoordinate(coordinate),
    checkpoint.tensors,
    subject.family.names,
    subject.recipe.layers,
  )
  const report = await verifySubject(subject, corpus, { coordinates: [place], grade, onProgress })
  const [run] = report.perplexity
  return {
    took: since(start),
    steps: stepsOf(marks, since(start)),
    peakBytes: peakMemory(),
    class: verdictOf(report).class,
    promptTokens: report.detection.map(({ token_ids: ids }) => ids.length),
    streams: new Set(run?.streams.map(({ edits }) => JSON.stringify(edits))).size,
    windows: run === undefined ? [0, 0] : [run.windows, run.window_tokens],
  }
}

/** A step lasts from its message to the next one. */
function stepsOf(marks: readonly { readonly progress: Progress; readonly at: Moment }[], end: Moment): VerdictStep[] {
  const beginnings = marks.filter(({ progress: { done, total } }) => done < total)
  const firsts = beginnings.filter(({ progress: { message } }, i) => beginnings[i - 1]?.progress.message !== message)
  return firsts.map(({ progress: { stage, message }, at }, i) => {
    const until = firsts[i + 1]?.at ?? end
    return { stage, message, took: { wall: until.wall - at.wall, cpu: until.cpu - at.cpu } }
  })
}
