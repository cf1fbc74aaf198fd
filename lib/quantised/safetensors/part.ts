import { DTYPES } from './dtypes'
import { QuantisedError } from './quantised-error'
import type { ReadPart, StoredTensor } from './types'

/** Bytes that are read at once, at most: 1 MiB. */
export const MAX_SPAN = 2 ** 20

/** Which scalars of a tensor are meant: `count` of them, from `first` on, every `stride`-th. */
export interface Run {
  readonly first: number
  readonly count: number
  readonly stride?: number
}

/** One tensor of a module, with the means to read scalars of it. */
export class Part {
  readonly dtype: string
  readonly shape: readonly number[]
  /** Of one scalar. */
  readonly bytes: number
  readonly #decode: (view: DataView, at: number) => number
  readonly #read: ReadPart

  /** @throws QuantisedError when the dtype is none whose scalars are read, or a shape is not one */
  constructor(
    readonly name: string,
    { dtype, shape }: StoredTensor,
    read: ReadPart,
  ) {
    const format = DTYPES.get(dtype)
    if (format === undefined) throw new QuantisedError(`"${name}" is stored as ${dtype}, which is not read here`)
    if (!shape.every((length) => Number.isSafeInteger(length) && length >= 0) || !(countOf(shape) < 2 ** 47))
      throw new QuantisedError(`"${name}" has the shape [${shape.join(', ')}], which no tensor has`)
    this.dtype = dtype
    this.shape = shape
    this.bytes = format.bytes
    this.#decode = format.decode
    this.#read = read
  }

  /** Of all its scalars. */
  get count(): number {
    return countOf(this.shape)
  }

  /**
   * Those scalars, in one read if they are within `MAX_SPAN` bytes, and one by one if not.
   * @throws QuantisedError when they are not all in the tensor, or other than the bytes asked for came
   */
  async numbers({ first, count, stride = 1 }: Run): Promise<number[]> {
    const last = first + (count - 1) * stride
    if (first < 0 || last >= this.count)
      throw new QuantisedError(`"${this.name}" of shape [${this.shape.join(', ')}] has no scalar ${last}`)
    if ((last - first + 1) * this.bytes <= MAX_SPAN) {
      const view = await this.view(first, last + 1)
      return Array.from({ length: count }, (_, i) => this.#decode(view, i * stride * this.bytes))
    }
    const scalars = Array.from({ length: count }, (_, i) => this.number(first + i * stride))
    return Promise.all(scalars)
  }

  /** One scalar. @throws QuantisedError as `numbers` */
  async number(index: number): Promise<number> {
    const [scalar = NaN] = await this.numbers({ first: index, count: 1 })
    return scalar
  }

  /** The bytes of scalars `first` to `end`. @throws QuantisedError when other than the bytes asked for came */
  async view(first: number, end: number): Promise<DataView> {
    const bytes = await this.#read(this.name, first * this.bytes, end * this.bytes)
    const expected = (end - first) * this.bytes
    if (bytes.length !== expected)
      throw new QuantisedError(`${bytes.length} bytes came of "${this.name}" where ${expected} were asked for`)
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }
}

const countOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1)
