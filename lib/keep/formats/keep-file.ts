import { costOf, type Cost } from './cost'
import { gather } from './gather'
import type { KeepInput } from './input'
import { notesOnEmpty } from './notes'
import type { LeftOut, Source, Tool, ToolId } from './tool'
import { TOOLS } from './tools'

/** A list of weights to keep, in the form that a tool reads. */
export interface KeepFile {
  readonly tool: ToolId
  readonly fileName: string
  readonly mediaType: string
  /** Exactly what is copied or downloaded. */
  readonly text: string
  /** The smallest thing that the tool can keep. */
  readonly unit: Tool['unit']
  /** Where the file goes. */
  readonly use: string
  readonly notes: readonly string[]
  readonly left_out: readonly LeftOut[]
  /** What keeping the units costs, without what is left out; null where the size of one is unknown. */
  readonly cost: Cost | null
  readonly source: Source
}

/** Writes the weights to keep for a tool. @throws RangeError if there is no such tool */
export function keepFile(id: ToolId, input: KeepInput): KeepFile {
  const tool = TOOLS.find((one) => one.id === id)
  if (!tool) throw new RangeError(`There is no tool "${id}".`)
  const { units, weights, left_out } = gather(input, tool.naming)
  const kept = { input, names: units.flatMap(({ names }) => names), weights }
  const { fileName, mediaType, unit, use, source } = tool
  return {
    tool: id,
    fileName,
    mediaType,
    text: tool.write(kept),
    unit,
    use,
    notes: [...notesOnEmpty(kept), ...tool.notes(kept)],
    left_out,
    cost: costOf(units, input.parameters),
    source,
  }
}
