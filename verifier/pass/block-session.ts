import { downGraph, innerSteps, gateGraph, upGraph, type Block } from '../graph/layer'
import { floats, type Feeds, type InferenceBackend, type Session } from '../graph/backend'
import { inChunks } from './chunks'

type InnerStep = 'gate' | 'up'
type Name = 'n' | 'gate' | 'x' | 'y'

/** The sessions of a feed-forward block, one per step. */
export class BlockSession {
  readonly intermediate: number
  private readonly width: Readonly<Record<Name, number>>
  /** A chunk of the gate's output, while up overwrites it. */
  private gate = new Float32Array()

  private constructor(
    private readonly sessions: ReadonlyMap<InnerStep | 'down', Session>,
    /** The steps up to the down projection's input. Their weights are loaded one by one or all together. */
    readonly innerSteps: readonly InnerStep[],
    { hidden, feedForward: { intermediate } }: Block,
  ) {
    this.intermediate = intermediate
    this.width = { n: hidden, gate: intermediate, x: intermediate, y: hidden }
  }

  static async open(block: Block, backend: InferenceBackend): Promise<BlockSession> {
    const steps = innerSteps(block)
    const sessions = new Map<InnerStep | 'down', Session>([['down', await backend.open(downGraph(block))]])
    for (const step of steps)
      sessions.set(step, await backend.open(step === 'gate' ? gateGraph(block) : upGraph(block)))
    return new BlockSession(sessions, steps, block)
  }

  /** Runs a step towards the down projection's input, from the block's input: [tokens, hidden] into [tokens, intermediate]. The steps run in their order, into the same `x`. */
  async runInner(step: InnerStep, weights: Feeds, n: Float32Array, x: Float32Array): Promise<void> {
    const gated = step === 'up' && this.innerSteps.includes('gate')
    await inChunks(n.length / this.width.n, async (first, count) => {
      const from = {
        n: this.part('n', n, first, count),
        ...(gated ? { gate: this.part('gate', this.keptGate(x, first, count), 0, count) } : {}),
      }
      await this.run(step, { ...weights, ...from }, { x: this.part('x', x, first, count) })
    })
  }

  /** The down projection's output: [tokens, intermediate] into [tokens, hidden]. */
  async down(weights: Feeds, x: Float32Array, y: Float32Array): Promise<void> {
    await inChunks(x.length / this.width.x, async (first, count) => {
      await this.run('down', { ...weights, x: this.part('x', x, first, count) }, { y: this.part('y', y, first, count) })
    })
  }

  async release(): Promise<void> {
    for (const session of this.sessions.values()) await session.release()
  }

  private async run(step: InnerStep | 'down', feeds: Feeds, fetches: Feeds): Promise<void> {
    const session = this.sessions.get(step)
    if (!session) throw new Error(`This block has no step ${step}.`)
    await session.run(feeds, fetches)
  }

  private part(name: Name, values: Float32Array, first: number, count: number): Feeds[string] {
    const width = this.width[name]
    return floats(values.subarray(first * width, (first + count) * width), [count, width])
  }

  /** onnxruntime must not write where it reads, so the chunk is copied. The first chunk is the largest. */
  private keptGate(x: Float32Array, first: number, count: number): Float32Array {
    const { gate } = this.width
    if (this.gate.length < count * gate) this.gate = new Float32Array(count * gate)
    this.gate.set(x.subarray(first * gate, (first + count) * gate))
    return this.gate
  }
}
