import { maskOf } from '../families/mask'
import type { LayerRecipe } from '../families'
import { ropeTable } from '../families/rope'
import { mixerOf } from '../graph/attention'
import { floats, int32s, int64s, type Feeds } from '../graph/backend'
import type { Hidden } from './hidden'

/** What a layer's graph takes beside its weights and the residual stream; made once for each length of sequence. */
export class LayerInputs {
  private readonly made = new Map<string, Feeds>()

  constructor(private readonly recipe: LayerRecipe) {}

  of(h: Hidden): Feeds {
    const key = `${h.sequences} x ${h.length}`
    const feeds = this.made.get(key) ?? this.make(h)
    this.made.set(key, feeds)
    return feeds
  }

  private make({ sequences, length }: Hidden): Feeds {
    const { attention } = this.recipe
    return {
      ...this.rotation(sequences, length),
      ...(mixerOf(attention) === 'group-query' ? lengths(sequences, length) : {}),
      ...this.mask(length),
    }
  }

  private rotation(sequences: number, length: number): Feeds {
    const { rope } = this.recipe.attention
    if (rope === null) return {}
    const { cos, sin } = ropeTable(rope, length)
    const positions = Array.from({ length: sequences * length }, (_, i) => i % length)
    return {
      cos: floats(cos, [length, rope.dim / 2]),
      sin: floats(sin, [length, rope.dim / 2]),
      positions: int64s(positions, [sequences, length]),
    }
  }

  private mask(length: number): Feeds {
    const { attention } = this.recipe
    if (mixerOf(attention) !== 'masked') return {}
    return {
      mask: floats(maskOf(attention, length), [1, attention.alibi === null ? 1 : attention.heads, length, length]),
    }
  }
}

function lengths(sequences: number, length: number): Feeds {
  return { last: int32s(new Array<number>(sequences).fill(length - 1), [sequences]), length: int32s([length], []) }
}
