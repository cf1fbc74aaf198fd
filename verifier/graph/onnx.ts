import { ProtoWriter } from './protobuf'

/** Element types of ONNX tensors, with the numbers of `TensorProto.DataType`. */
export const DATA_TYPE = { float: 1, int32: 6, int64: 7 } as const
export type DataType = keyof typeof DATA_TYPE

/** A fixed size, or the name of a size known only at run time. */
export type Dimension = number | string

/** The type of an attribute is explicit, since its value does not tell (1 may be a float). */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly text: string }

/** The name of a value that flows between nodes. The empty name stands for an optional input left out. */
export type Value = string
export const ABSENT: Value = ''

/** The domain of onnxruntime's operators outside the ONNX standard. */
export const MICROSOFT = 'com.microsoft'

interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>
  readonly domain?: string
  /** Number of outputs; only the first is returned. */
  readonly outputs?: number
}

/** ONNX IR 11 goes with opset 23, the first that has RMSNormalization and RotaryEmbedding. */
const IR_VERSION = 11
const OPSET = 23
const ATTRIBUTE_FLOAT = 1
const ATTRIBUTE_INT = 2
const ATTRIBUTE_STRING = 3
const ATTRIBUTE_INTS = 7

/** Builds one ONNX graph node by node and writes it as a model file. Field numbers are those of onnx.proto3. */
export class GraphBuilder {
  private readonly nodes: ProtoWriter[] = []
  private readonly initializers: ProtoWriter[] = []
  private readonly inputs: ProtoWriter[] = []
  private readonly outputs: ProtoWriter[] = []
  private fresh = 0

  input(name: string, type: DataType, shape: readonly Dimension[]): Value {
    this.inputs.push(valueInfo(name, type, shape))
    return name
  }

  /** Declares `value` as the output `name`. */
  output(name: string, value: Value, type: DataType, shape: readonly Dimension[]): void {
    this.nodes.push(this.nodeProto('Identity', [value], [name], {}))
    this.outputs.push(valueInfo(name, type, shape))
  }

  /** A constant list of integers, for axes and shapes. */
  ints(values: readonly number[]): Value {
    const name = this.name()
    const data = new BigInt64Array(values.map(BigInt))
    const tensor = new ProtoWriter().int(1, values.length).int(2, DATA_TYPE.int64).text(8, name)
    this.initializers.push(tensor.bytes(9, new Uint8Array(data.buffer)))
    return name
  }

  /** Constant floats: [values.length], or a scalar when `values` is one number. */
  floats(values: number | readonly number[]): Value {
    const name = this.name()
    const data = Float32Array.from(typeof values === 'number' ? [values] : values)
    const tensor = new ProtoWriter()
    if (typeof values !== 'number') tensor.int(1, values.length)
    tensor.int(2, DATA_TYPE.float).text(8, name)
    this.initializers.push(tensor.bytes(9, new Uint8Array(data.buffer)))
    return name
  }

  /** Adds a node and returns its first output. */
  node(operator: string, inputs: readonly Value[], options: NodeOptions = {}): Value {
    return this.add(operator, inputs, options)[0] ?? ABSENT
  }

  /** Splits a value along an axis into parts of these sizes. */
  split(value: Value, axis: number, sizes: readonly number[]): Value[] {
    return this.add('Split', [value, this.ints(sizes)], { outputs: sizes.length, attributes: { axis: { int: axis } } })
  }

  private add(operator: string, inputs: readonly Value[], options: NodeOptions): Value[] {
    const outputs = Array.from({ length: options.outputs ?? 1 }, () => this.name())
    this.nodes.push(this.nodeProto(operator, inputs, outputs, options))
    return outputs
  }

  /** The serialised `ModelProto`. */
  model(): Uint8Array {
    const graph = new ProtoWriter()
    for (const node of this.nodes) graph.message(1, node)
    graph.text(2, 'graph')
    for (const tensor of this.initializers) graph.message(5, tensor)
    for (const input of this.inputs) graph.message(11, input)
    for (const output of this.outputs) graph.message(12, output)
    return new ProtoWriter()
      .int(1, IR_VERSION)
      .text(2, 'superweights')
      .message(7, graph)
      .message(8, new ProtoWriter().text(1, '').int(2, OPSET))
      .message(8, new ProtoWriter().text(1, MICROSOFT).int(2, 1))
      .finish()
  }

  private name(): Value {
    return `v${this.fresh++}`
  }

  private nodeProto(
    operator: string,
    inputs: readonly Value[],
    outputs: readonly Value[],
    options: NodeOptions,
  ): ProtoWriter {
    const node = new ProtoWriter()
    for (const input of inputs) node.text(1, input)
    for (const output of outputs) node.text(2, output)
    node.text(3, `${this.nodes.length}_${operator}`).text(4, operator)
    for (const [name, attribute] of Object.entries(options.attributes ?? {}))
      node.message(5, attributeProto(name, attribute))
    return options.domain ? node.text(7, options.domain) : node
  }
}

function attributeProto(name: string, attribute: Attribute): ProtoWriter {
  const proto = new ProtoWriter().text(1, name)
  if ('float' in attribute) return proto.float(2, attribute.float).int(20, ATTRIBUTE_FLOAT)
  if ('int' in attribute) return proto.int(3, attribute.int).int(20, ATTRIBUTE_INT)
  if ('text' in attribute) return proto.text(4, attribute.text).int(20, ATTRIBUTE_STRING)
  for (const value of attribute.ints) proto.int(8, value)
  return proto.int(20, ATTRIBUTE_INTS)
}

function valueInfo(name: string, type: DataType, shape: readonly Dimension[]): ProtoWriter {
  const dims = new ProtoWriter()
  for (const size of shape) {
    dims.message(1, typeof size === 'number' ? new ProtoWriter().int(1, size) : new ProtoWriter().text(2, size))
  }
  const tensor = new ProtoWriter().int(1, DATA_TYPE[type]).message(2, dims)
  return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor))
}
