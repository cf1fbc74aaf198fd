import {
  printGguf,
  printShort,
  printStateDict,
  printStored,
  printTransformers,
  type Coordinate,
} from '@/lib/coordinates'
import type { Spellings } from './schema'

/** The same scalar in the notation of several programs. A tensor that the sources only describe in words has no such spelling. */
export function spellingsOf(coordinate: Coordinate): Spellings {
  const inWords = /\s/.test(coordinate.tensor)
  return {
    stored: printStored(coordinate),
    paper: printShort(coordinate),
    transformers: inWords ? null : printTransformers(coordinate),
    state_dict: inWords ? null : printStateDict(coordinate),
    gguf: printGguf(coordinate),
  }
}
