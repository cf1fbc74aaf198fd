import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { FILE_CORPUS } from '@/lib/hub/corpus/local-corpus'
import type { Corpus } from '@/lib/hub/corpus/types'
import { HubError } from '@/lib/hub/errors/hub-error'
import type { Subject } from '../pass/subject'
import { corpusOf } from '../run/corpus'
import { UsageError } from './exit'
import { inCommand } from './hub-words'
import type { Io } from './io'
import { corpusIdOf } from './options'

/**
 * The text that a command measures perplexity on.
 * @param typed the option --corpus, or undefined for the model's default
 * @throws UsageError for a file that cannot be read as text; HubError that names the corpus and says what to give instead
 */
export async function loadText(
  { checkpoint }: Subject,
  typed: string | undefined,
  { signal }: Pick<Io, 'signal'>,
): Promise<Corpus> {
  const id = typed === undefined ? corpusOf(checkpoint.repo) : corpusIdOf(typed)
  try {
    return await loadCorpus(id, { signal })
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    if (id.startsWith(FILE_CORPUS)) throw new UsageError(error.message, { cause: error })
    throw inCommand(error, `The corpus ${id} could not be loaded`, 'Give a text of your own with --corpus FILE.')
  }
}
