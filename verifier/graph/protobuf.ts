const VARINT = 0
const LENGTH_DELIMITED = 2
const FIXED_32 = 5

const encoder = new TextEncoder()

/**
 * Writes protobuf wire format, only the three wire types that ONNX needs. Fields come out in the order they are written.
 * Source: protobuf.dev/programming-guides/encoding.
 */
export class ProtoWriter {
  private readonly parts: Uint8Array[] = []

  /** A whole number; negative ones are 64-bit two's complement, as `int64` fields require. */
  int(field: number, value: number | bigint): this {
    return this.tag(field, VARINT).varint(value)
  }

  float(field: number, value: number): this {
    this.tag(field, FIXED_32)
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    this.parts.push(bytes)
    return this
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, LENGTH_DELIMITED).varint(value.length)
    this.parts.push(value)
    return this
  }

  text(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value))
  }

  message(field: number, value: ProtoWriter): this {
    return this.bytes(field, value.finish())
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of this.parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }

  private tag(field: number, wireType: number): this {
    return this.varint((field << 3) | wireType)
  }

  private varint(value: number | bigint): this {
    let rest = BigInt.asUintN(64, BigInt(value))
    const bytes: number[] = []
    while (rest > 0x7fn) {
      bytes.push(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    bytes.push(Number(rest))
    this.parts.push(Uint8Array.from(bytes))
    return this
  }
}
