import type { ParsedCoordinate } from './types'

const N = '\\d{1,10}'

/**
 * Spellings without a tensor name, after spaces and quotes are removed. Sources: the tuples are those of the paper's code (`outliers/model.py` of
 * mengxiayu/LLMSuperWeight); `Layer 1 Expert 68 (940, 711)` is how arXiv 2507.23279 prints a scalar of an expert; GGUF's are those of `printGguf`.
 */
const PLAIN: readonly RegExp[] = [
  `(?<layer>${N}):(?:(?<expert>${N}):)?(?<row>${N}):(?<col>${N})`,
  `\\((?<layer>${N}),(?<row>${N}),(?<col>${N})\\)`,
  `layer(?<layer>${N})[,:]?(?:expert(?<expert>${N})[,:]?)?[[(](?<row>${N}),(?<col>${N})[\\])]`,
  `blk\\.(?<layer>${N})\\.ffn_down\\.weight\\(ne0=(?<col>${N}),ne1=(?<row>${N})\\)`,
  `blk\\.(?<layer>${N})\\.ffn_down_exps\\.weight\\(ne0=(?<col>${N}),ne1=(?<row>${N}),ne2=(?<expert>${N})\\)`,
].map(whole)

/** GGUF names with bare indices: their order is ambiguous. The first of a pair is GGUF's order, the second NumPy's. */
const GGUF: readonly (readonly [RegExp, RegExp])[] = [
  [
    whole(`blk\\.(?<layer>${N})\\.ffn_down\\.weight\\[(?<col>${N}),(?<row>${N})\\]`),
    whole(`blk\\.(?<layer>${N})\\.ffn_down\\.weight\\[(?<row>${N}),(?<col>${N})\\]`),
  ],
  [
    whole(`blk\\.(?<layer>${N})\\.ffn_down_exps\\.weight\\[(?<col>${N}),(?<row>${N}),(?<expert>${N})\\]`),
    whole(`blk\\.(?<layer>${N})\\.ffn_down_exps\\.weight\\[(?<expert>${N}),(?<row>${N}),(?<col>${N})\\]`),
  ],
]

/** Matches a spelling with layer, row, column and perhaps an expert, but no tensor; null for every other text. */
export function matchPlain(text: string): ParsedCoordinate | null {
  return PLAIN.map((pattern) => read(pattern, text)).find((one) => one !== null) ?? null
}

/** The two readings of a GGUF name with bare indices, GGUF's own order first; empty for every other text. */
export function readingsOfGguf(text: string): readonly ParsedCoordinate[] {
  return GGUF.flatMap((orders) => orders.map((pattern) => read(pattern, text))).filter((one) => one !== null)
}

function whole(source: string): RegExp {
  return new RegExp(`^${source}$`, 'i')
}

function read(pattern: RegExp, text: string): ParsedCoordinate | null {
  const found = pattern.exec(text)?.groups
  if (!found) return null
  const { layer, expert, row, col } = found
  return {
    tensor: null,
    layer: Number(layer),
    expert: expert === undefined ? null : Number(expert),
    row: Number(row),
    col: Number(col),
  }
}
