import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { FILE_CORPUS } from '@/lib/hub/corpus/local-corpus'
import { openTarget } from '@/lib/hub/checkpoint/open-target'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { printFind } from '@/verifier/cli/print-find'
import { withProgress } from '@/verifier/cli/progress-bar'
import { thisMachine } from '@/verifier/engine/machine'
import { subjectOf } from '@/verifier/pass/subject'
import { findSubject } from '@/verifier/run/find'
import { findResultOf } from '@/verifier/run/find-result'
import type { Measured } from './measured'

/** Columns of the page of docs. */
const WIDTH = 110

/** What `superweights find` does: one search, whose answer is wanted both as JSON and as people read it. @throws if it finds nothing */
export async function find(folder: string, text: string): Promise<Pick<Measured, 'find' | 'found' | 'printed'>> {
  console.log(`superweights find ${folder} --corpus ${text}`)
  const checkpoint = await openTarget(folder, { storage: 'cache' })
  const subject = subjectOf(checkpoint, await loadTokenizer(checkpoint), thisMachine())
  const corpus = await loadCorpus(`${FILE_CORPUS}${text}`)
  const outcome = await withProgress(process.stderr, (onProgress) => findSubject(subject, corpus, { onProgress }))
  const result = findResultOf(outcome)
  const found = outcome.judged.find(({ verdict }) => verdict.accepted)?.report
  const printed = printFind(result, outcome, { paths: {}, written: [], width: WIDTH })
  if (!found) throw new Error(`find found nothing.\n${printed}`)
  return { find: result, found, printed }
}
