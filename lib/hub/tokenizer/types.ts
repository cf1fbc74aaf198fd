/** A tokenizer whose special tokens are our own declared policy: `encode` never adds any. */
export interface HubTokenizer {
  encode(text: string): number[]
  readonly bosTokenId: number | null
  /** Whether the repo's own settings put BOS before a text. */
  readonly addsBos: boolean
  readonly sha256: string
}
