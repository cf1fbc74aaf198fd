import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { FIXTURE_HUB, type Trained } from './golden'

/** The stored bfloat16 matrices of a copy of a trained model; what is changed lands in its files. */
export interface Matrices {
  get(tensor: string, row: number, col: number): number
  /** Rounds towards zero to bfloat16. */
  set(tensor: string, row: number, col: number, value: number): void
  /** Makes one row a copy of another. */
  copyRow(tensor: string, from: number, to: number): void
}

interface Place {
  readonly file: Buffer
  readonly start: number
  readonly columns: number
}

/** Copies demo/`name` into the hub folder `root` as demo/`as`, with other weights. */
export function alteredModel(name: Trained, root: string, as: string, alter: (matrices: Matrices) => void): void {
  const folder = path.join(root, 'demo', as)
  cpSync(path.join(FIXTURE_HUB, 'demo', name), folder, { recursive: true })
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.safetensors'))
    .map((file) => ({ file: path.join(folder, file), bytes: readFileSync(path.join(folder, file)) }))
  const places = new Map(files.flatMap(({ bytes }) => placesIn(bytes)))
  alter(matricesOf(places))
  for (const { file, bytes } of files) writeFileSync(file, bytes)
}

function placesIn(file: Buffer): [string, Place][] {
  const length = Number(file.readBigUInt64LE(0))
  const header = JSON.parse(file.subarray(8, 8 + length).toString()) as Record<
    string,
    { shape?: number[]; data_offsets: [number, number] }
  >
  return Object.entries(header).map(([name, { shape, data_offsets: offsets }]) => [
    name,
    { file, start: 8 + length + (offsets?.[0] ?? 0), columns: shape?.[1] ?? 1 },
  ])
}

function matricesOf(places: ReadonlyMap<string, Place>): Matrices {
  const placeOf = (tensor: string) => {
    const place = places.get(tensor)
    if (!place) throw new Error(`There is no tensor ${tensor}.`)
    return place
  }
  const word = Buffer.alloc(4)
  return {
    get(tensor, row, col) {
      const { file, start, columns } = placeOf(tensor)
      word.writeUInt32LE((file.readUInt16LE(start + 2 * (row * columns + col)) << 16) >>> 0)
      return word.readFloatLE()
    },
    set(tensor, row, col, value) {
      const { file, start, columns } = placeOf(tensor)
      word.writeFloatLE(value)
      file.writeUInt16LE(word.readUInt16LE(2), start + 2 * (row * columns + col))
    },
    copyRow(tensor, from, to) {
      const { file, start, columns } = placeOf(tensor)
      file.copy(file, start + 2 * to * columns, start + 2 * from * columns, start + 2 * (from + 1) * columns)
    },
  }
}
