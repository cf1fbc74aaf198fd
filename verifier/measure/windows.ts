import type { Corpus } from '@/lib/hub/corpus/types'
import type { HubTokenizer } from '@/lib/hub/tokenizer/types'
import { sha256Hex, type Grade, type Protocol } from '@/lib/protocol'
import { bosTokens } from './variants'

/** A grade asks for more text or longer windows than there are. Permanent. */
export class ImpossibleGrade extends Error {
  override readonly name = 'ImpossibleGrade'
  readonly code = 'impossible-grade'
  readonly permanent = true
}

/** A corpus as one list of tokens, made once for all grades of a run. */
export interface TokenizedCorpus {
  readonly corpus: Corpus
  readonly tokens: readonly number[]
  /** What every window starts with: BOS, or nothing. */
  readonly start: readonly number[]
}

/** @param tokens of the text, where they are known */
export function tokenizeCorpus(
  corpus: Corpus,
  tokenizer: HubTokenizer,
  tokens: readonly number[] = tokenizer.encode(corpus.text),
): TokenizedCorpus {
  return { corpus, tokens, start: bosTokens(tokenizer, tokenizer.addsBos) }
}

/**
 * The windows of a grade: consecutive tokens, none in two windows, each window of the grade's length with its BOS.
 * @throws ImpossibleGrade when the text or the model's longest sequence is too short.
 */
export function windowsOf(
  { corpus, tokens, start }: TokenizedCorpus,
  grade: Grade,
  positions: number,
  protocol: Protocol,
): number[][] {
  const { windows, window_tokens: length } = protocol.grades[grade]
  const fresh = length - start.length
  if (tokens.length < windows * fresh) {
    throw new ImpossibleGrade(
      `The corpus ${corpus.id} has ${tokens.length} tokens here; the grade ${grade} takes ${windows * fresh} (${windows} windows of ${fresh}).`,
    )
  }
  if (length > positions) {
    throw new ImpossibleGrade(
      `The model supports at most ${positions} tokens; the grade ${grade} has windows of ${length}.`,
    )
  }
  return Array.from({ length: windows }, (_, i) => [...start, ...tokens.slice(i * fresh, (i + 1) * fresh)])
}

/** SHA-256 of all windows' token ids as little-endian int32: equal hashes mean the same text was measured. */
export function windowsSha256(windows: readonly (readonly number[])[]): string {
  const ids = windows.flat()
  const bytes = new DataView(new ArrayBuffer(ids.length * 4))
  ids.forEach((id, i) => bytes.setInt32(i * 4, id, true))
  return sha256Hex(new Uint8Array(bytes.buffer))
}
