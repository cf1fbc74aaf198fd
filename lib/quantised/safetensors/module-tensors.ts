import { Part } from './part'
import { QuantisedError } from './quantised-error'
import { type Settings, settingsOf } from './settings'
import type { ReadPart, WeightPlace } from './types'

/** The tensors that store one module, and what config.json says of their form. */
export class ModuleTensors {
  readonly module: string
  readonly settings: Settings
  readonly #place: WeightPlace
  readonly #read: ReadPart

  constructor(place: WeightPlace, read: ReadPart) {
    this.module = place.module
    this.settings = settingsOf(place.config)
    this.#place = place
    this.#read = read
  }

  /** Whether the checkpoint has a tensor of the module's name and this end. */
  has(end: string): boolean {
    return this.#place.tensors.has(`${this.module}${end}`)
  }

  /** Its dtype, or null when there is none. */
  dtypeOf(end: string): string | null {
    return this.#place.tensors.get(`${this.module}${end}`)?.dtype ?? null
  }

  /** That tensor, or null when there is none. @throws QuantisedError when its scalars are of a dtype that is not read */
  find(end: string): Part | null {
    const name = `${this.module}${end}`
    const stored = this.#place.tensors.get(name)
    return stored === undefined ? null : new Part(name, stored, this.#read)
  }

  /**
   * That tensor, of one of those dtypes.
   * @throws QuantisedError when the checkpoint has none, or it has another dtype
   */
  need(end: string, dtypes: readonly string[]): Part {
    const part = this.find(end)
    if (part === null)
      throw new QuantisedError(`${this.module} has no "${this.module}${end}", without which it cannot be decoded`)
    if (!dtypes.includes(part.dtype))
      throw new QuantisedError(`"${part.name}" is stored as ${part.dtype}; ${dtypes.join(' or ')} was expected`)
    return part
  }

  /**
   * Checks the weight's indices.
   * @param experts of the tensor, or null where it has those of one matrix
   * @throws QuantisedError naming the index and its range
   */
  check([out, columns]: readonly [number, number], experts: number | null = null): void {
    const { row, col, expert = null } = this.#place
    this.#checkIndex('row', row, out)
    this.#checkIndex('column', col, columns)
    if (experts !== null) this.#checkIndex('expert', expert, experts)
    if (experts === null && expert !== null)
      throw new QuantisedError(`${this.module} is one matrix, and no stack of experts`)
  }

  #checkIndex(axis: string, index: number | null, length: number): void {
    if (index === null) throw new QuantisedError(`${this.module} has ${length} ${axis}s; the index of one is missing`)
    if (Number.isSafeInteger(index) && 0 <= index && index < length) return
    throw new QuantisedError(
      `${axis} ${index} is out of range: ${this.module} has ${length} ${axis}s, which begin with 0`,
    )
  }
}

/** The first words of a shape's complaint: `"name" has the shape [4, 6]`. */
export function shapeOf({ name, shape }: Part): string {
  return `"${name}" has the shape [${shape.join(', ')}]`
}

/** Both lengths of a matrix. @throws QuantisedError when the tensor has more or fewer axes, or is empty */
export function matrixOf(part: Part): readonly [number, number] {
  const [rows, columns] = part.shape
  if (part.shape.length === 2 && rows && columns) return [rows, columns]
  throw new QuantisedError(`${shapeOf(part)}; a matrix was expected`)
}

/** @throws QuantisedError when the tensor has another shape */
export function expectShape(part: Part, expected: readonly number[]): void {
  if (part.shape.length === expected.length && part.shape.every((length, i) => length === expected[i])) return
  throw new QuantisedError(`${shapeOf(part)}; [${expected.join(', ')}] was expected`)
}
