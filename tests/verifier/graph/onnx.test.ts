/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { DATA_TYPE, GraphBuilder } from '@/verifier/graph/onnx'
import { ProtoWriter } from '@/verifier/graph/protobuf'
import { floats, floatsOf, int64s } from '@/verifier/graph/backend'
import { nodeBackend } from '@/verifier/engine/node-backend'

const hex = (writer: ProtoWriter) => Buffer.from(writer.finish()).toString('hex')

describe('protobuf wire format', () => {
  // Examples of protobuf.dev/programming-guides/encoding.
  it('writes the documented examples', () => {
    expect(hex(new ProtoWriter().int(1, 150))).toBe('089601')
    expect(hex(new ProtoWriter().text(2, 'testing'))).toBe('120774657374696e67')
    expect(hex(new ProtoWriter().message(3, new ProtoWriter().int(1, 150)))).toBe('1a03089601')
  })

  it("writes negative numbers as ten bytes of two's complement, and floats little-endian", () => {
    expect(hex(new ProtoWriter().int(3, -1))).toBe('18ffffffffffffffffff01')
    expect(hex(new ProtoWriter().float(2, 1))).toBe('150000803f')
  })

  it('writes numbers past 2^32 whole', () => {
    expect(hex(new ProtoWriter().int(1, 2n ** 40n))).toBe('08808080808020')
  })
})

describe('GraphBuilder', () => {
  it('writes a model that onnxruntime runs, with sizes known only at run time', async () => {
    const graph = new GraphBuilder()
    const a = graph.input('a', 'float', ['N', 3])
    const at = graph.input('at', 'int64', ['E'])
    const sum = graph.node('ReduceSum', [a, graph.ints([1])], { attributes: { keepdims: { int: 0 } } })
    graph.output('sum', sum, 'float', ['N'])
    graph.output('picked', graph.node('Gather', [a, at], { attributes: { axis: { int: -1 } } }), 'float', ['N', 'E'])
    const session = await nodeBackend.open(graph.model())
    const feeds = { a: floats(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]), at: int64s([2, 0], [2]) }
    const outputs = await session.run(feeds, { sum: null, picked: null })
    expect([...floatsOf(outputs, 'sum')]).toEqual([6, 15])
    expect([...floatsOf(outputs, 'picked')]).toEqual([3, 1, 6, 4])
    await session.release()
  })

  it('fills an output the caller has allocated', async () => {
    const graph = new GraphBuilder()
    const a = graph.input('a', 'float', ['N'])
    graph.output('twice', graph.node('Add', [a, a]), 'float', ['N'])
    const session = await nodeBackend.open(graph.model())
    const out = new Float32Array(2)
    await session.run({ a: floats(Float32Array.of(1, 2), [2]) }, { twice: floats(out, [2]) })
    expect([...out]).toEqual([2, 4])
    await session.release()
  })

  it('is refused by onnxruntime, not run, when an operator does not exist', async () => {
    const graph = new GraphBuilder()
    graph.output('b', graph.node('NoSuchOperator', [graph.input('a', 'float', ['N'])]), 'float', ['N'])
    await expect(nodeBackend.open(graph.model())).rejects.toThrow(/NoSuchOperator/)
  })

  it('numbers its types as onnx.proto does', () => {
    expect(DATA_TYPE).toEqual({ float: 1, int32: 6, int64: 7 })
  })
})
