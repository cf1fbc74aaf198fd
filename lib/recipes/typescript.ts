import type { Recipe, Subject } from './recipe'

/**
 * Edits the bytes in place: a safetensors file is 8 bytes with the header's length, the header as JSON, and the tensors in row-major order, little-endian.
 * Source: https://github.com/huggingface/safetensors, Format.
 */
export function typescriptRecipe({ weights }: Subject): Recipe {
  const places = weights.map(({ tensor, row, col }) => `  [${JSON.stringify(tensor)}, ${row}, ${col}],\n`).join('')
  return {
    id: 'typescript',
    title: 'TypeScript, in place',
    language: 'ts',
    edit: `import { openSync, readdirSync, readSync, writeSync } from 'node:fs'

const files = readdirSync('.').filter((name) => name.endsWith('.safetensors')).map((name) => openSync(name, 'r+'))
const read = (file: number, length: number, at: number) => {
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, at)
  return bytes
}

/** Sets a number to zero in the file that holds its tensor, and returns the bytes that were there. */
function remove(tensor: string, row: number, col: number) {
  for (const file of files) {
    const headerLength = Number(read(file, 8, 0).readBigUInt64LE())
    const found = JSON.parse(read(file, headerLength, 8).toString('utf8'))[tensor]
    if (!found) continue
    const [start, end] = found.data_offsets
    const size = (end - start) / (found.shape[0] * found.shape[1])
    const at = 8 + headerLength + start + (row * found.shape[1] + col) * size
    const bytes = read(file, size, at)
    writeSync(file, Buffer.alloc(size), 0, size, at)
    return { file, at, bytes }
  }
  throw new Error(\`No file here has \${tensor}.\`)
}

const places: [tensor: string, row: number, col: number][] = [
${places}]
const kept = places.map((place) => remove(...place))`,
    undo: 'for (const { file, at, bytes } of kept) writeSync(file, bytes, 0, bytes.length, at)',
    note: `Run it in the checkpoint’s folder. It changes the bytes of ${weights.length === 1 ? 'that number' : 'those numbers'} and nothing else.${storedBytes(weights)}`,
  }
}

/** What to write back where `kept` is lost: the record has the stored bits, most significant first. */
function storedBytes(weights: Subject['weights']): string {
  const [only] = weights
  if (weights.length > 1 || !only?.bits) return ''
  return ` If kept is lost, the bytes to write back are Buffer.from('${only.bits}', 'hex').reverse().`
}
