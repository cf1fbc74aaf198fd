import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { thisMachine } from '@/verifier/engine/machine'
import type { OnProgress } from '@/verifier/measure/progress'
import { subjectOf } from '@/verifier/pass/subject'

/** Opens a checkpoint and the demo text as the commands do; opening is a step of its own. */
export async function openTimed(folder: string, onProgress: OnProgress) {
  onProgress({ stage: 'open', done: 0, total: 1, message: 'Opening the checkpoint' })
  const checkpoint = await openFolder(folder)
  const subject = subjectOf(checkpoint, await loadTokenizer(checkpoint), thisMachine())
  return { subject, corpus: await loadCorpus('demo-text') }
}
