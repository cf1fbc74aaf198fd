import type { Corpus } from '@/lib/hub/corpus/types'
import { cachedTokens } from '@/lib/hub/tokenizer/token-cache'
import type { HubTokenizer } from '@/lib/hub/tokenizer/types'
import { tokenizeCorpus, type TokenizedCorpus } from '../measure/windows'

/**
 * `tokenizeCorpus` with token ids that an earlier run kept on this disk, where there are such.
 * @param vocabulary of the model: the same tokenizer may come with a smaller one, and then `encode` is asked, which says so
 * @throws HubError `bad-tokenizer` when an id is not in the vocabulary
 */
export async function tokenizeOnce(
  corpus: Corpus,
  tokenizer: HubTokenizer,
  vocabulary: number,
): Promise<TokenizedCorpus> {
  const tokens = await cachedTokens(tokenizer, corpus, () => tokenizer.encode(corpus.text))
  return tokenizeCorpus(corpus, tokenizer, tokens.every((id) => id < vocabulary) ? tokens : undefined)
}
