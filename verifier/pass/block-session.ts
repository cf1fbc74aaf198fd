import { downGraph, expandGraph, type Block } from '../graph/layer'
import { floats, openSession, type Feeds, type Session } from '../graph/session'
import { inChunks } from './chunks'

/** The two sessions of a feed-forward block: up to the down projection, and that. */
export class BlockSession {
  private constructor(
    private readonly expanding: Session,
    private readonly narrowing: Session,
    private readonly hidden: number,
    readonly intermediate: number,
  ) {}

  static async open(block: Block): Promise<BlockSession> {
    return new BlockSession(await openSession(expandGraph(block)), await openSession(downGraph(block)), block.hidden, block.feedForward.intermediate)
  }

  /** The down projection's input, from what the block reads: [tokens, hidden] into [tokens, intermediate]. */
  async expand(weights: Feeds, n: Float32Array, x: Float32Array): Promise<void> {
    await this.run(this.expanding, weights, { n, x }, 'n', 'x')
  }

  /** The down projection's output: [tokens, intermediate] into [tokens, hidden]. */
  async down(weights: Feeds, x: Float32Array, y: Float32Array): Promise<void> {
    await this.run(this.narrowing, weights, { x, y }, 'x', 'y')
  }

  async release(): Promise<void> {
    await this.expanding.release()
    await this.narrowing.release()
  }

  private async run(session: Session, weights: Feeds, values: Readonly<Record<string, Float32Array>>, from: 'n' | 'x', to: 'x' | 'y'): Promise<void> {
    const width = { n: this.hidden, x: this.intermediate, y: this.hidden }
    const part = (name: 'n' | 'x' | 'y', first: number, count: number) => floats(values[name]?.subarray(first * width[name], (first + count) * width[name]) ?? new Float32Array(), [count, width[name]])
    const tokens = (values[from]?.length ?? 0) / width[from]
    await inChunks(tokens, async (first, count) => {
      await session.run({ ...weights, [from]: part(from, first, count) }, { [to]: part(to, first, count) })
    })
  }
}
