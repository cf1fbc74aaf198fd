/** A text for perplexity, named so that two runs can be compared: id, revision and SHA-256 of the UTF-8 text. */
export interface Corpus {
  readonly id: string
  readonly revision: string
  readonly sha256: string
  readonly text: string
}
