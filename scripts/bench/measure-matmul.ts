import { GraphBuilder, MICROSOFT } from '@/verifier/graph/onnx'
import { floats, type Feeds } from '@/verifier/graph/backend'
import { least, timeOf, type Moment } from './clock'
import type { Jobs } from './jobs'
import { nodeBackend } from '@/verifier/engine/node-backend'

/**
 * The least time of onnxruntime for two square matrices: with the second one as a constant of the graph, so that onnxruntime
 * can choose its layout in advance, and with it fed at each run, like a layer's weights.
 */
export async function measureMatmul({ size, repeats }: Jobs['matmul']['asked']): Promise<Jobs['matmul']['found']> {
  const values = Array.from({ length: size * size }, (_, i) => ((i * 37) % 101) / 101 - 0.5)
  const matrix = floats(Float32Array.from(values), [size, size])
  return {
    prepacked: await best(prepackedGraph(size, values), { a: matrix }, repeats),
    fed: await best(fedGraph(size), { a: matrix, b: matrix }, repeats),
  }
}

async function best(model: Uint8Array, feeds: Feeds, repeats: number): Promise<Moment> {
  const session = await nodeBackend.open(model)
  const times: Moment[] = []
  for (let i = 0; i <= repeats; i++) times.push(await timeOf(() => session.run(feeds, { c: null })))
  await session.release()
  return least(times)
}

function prepackedGraph(size: number, values: readonly number[]): Uint8Array {
  const graph = new GraphBuilder()
  const a = graph.input('a', 'float', [size, size])
  const b = graph.node('Reshape', [graph.floats(values), graph.ints([size, size])])
  graph.output('c', graph.node('MatMul', [a, b]), 'float', [size, size])
  return graph.model()
}

function fedGraph(size: number): Uint8Array {
  const graph = new GraphBuilder()
  const [a, b] = [graph.input('a', 'float', [size, size]), graph.input('b', 'float', [size, size])]
  graph.output(
    'c',
    graph.node('FusedMatMul', [a, b], { domain: MICROSOFT, attributes: { transB: { int: 1 } } }),
    'float',
    [size, size],
  )
  return graph.model()
}
