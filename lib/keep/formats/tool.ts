import type { KeepInput, KeptWeight } from './input'

/** The names of the tools in addresses and on the command line, in the order of the list. */
export const TOOL_IDS = [
  'llama.cpp',
  'gptq',
  'awq',
  'autoround',
  'llm-compressor',
  'torchao',
  'bitsandbytes',
  'modelopt',
  'mlx',
  'json',
] as const
export type ToolId = (typeof TOOL_IDS)[number]

export interface Source {
  readonly title: string
  readonly url: string
}

/** A weight that a tool cannot be told to keep. */
export interface LeftOut {
  readonly weight: string
  readonly why: string
}

/** Something that a tool keeps whole, or not at all. */
export interface Unit {
  /** What the tool calls it; several names where versions of the tool differ. The first one identifies it. */
  readonly names: readonly string[]
  /** Numbers in it; null where that is unknown. */
  readonly elements: number | null
}

/** The unit that holds a weight, or why the tool has no name for it. */
export type Naming = (weight: KeptWeight, input: KeepInput) => Unit | { readonly why: string }

/** What is written into a tool's file: every name once, and every weight once. */
export interface Kept {
  readonly input: KeepInput
  readonly names: readonly string[]
  readonly weights: readonly KeptWeight[]
}

/** A tool that quantises, and how it is told what to leave in high precision. */
export interface Tool {
  readonly id: ToolId
  readonly name: string
  readonly description: string
  readonly fileName: string
  readonly mediaType: string
  /** The smallest thing that the tool can keep. */
  readonly unit: 'tensor' | 'module' | 'parameter' | 'scalar'
  readonly use: string
  readonly source: Source
  readonly naming: Naming
  readonly write: (kept: Kept) => string
  readonly notes: (kept: Kept) => readonly string[]
}
