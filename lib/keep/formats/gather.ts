import { keyOf, printStored } from '@/lib/coordinates'
import type { KeepInput, KeptWeight } from './input'
import type { LeftOut, Naming, Unit } from './tool'

/** The weights of an input as a tool can keep them, in the input's order. */
export interface Gathered {
  /** Each once, however many of its weights are listed. */
  readonly units: readonly Unit[]
  /** Each scalar once: those that a unit holds. */
  readonly weights: readonly KeptWeight[]
  readonly left_out: readonly LeftOut[]
}

export function gather(input: KeepInput, naming: Naming): Gathered {
  const units = new Map<string, Unit>()
  const weights: KeptWeight[] = []
  const left_out: LeftOut[] = []
  for (const weight of new Map(input.weights.map((one) => [keyOf(one), one])).values()) {
    const found = naming(weight, input)
    if ('why' in found) left_out.push({ weight: printStored(weight), why: found.why })
    else {
      weights.push(weight)
      units.set(found.names[0] ?? '', found)
    }
  }
  return { units: [...units.values()], weights, left_out }
}
