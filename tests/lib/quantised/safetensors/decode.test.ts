import { readGroup } from '@/lib/quantised/safetensors/read-group'
import type { DecodedGroup } from '@/lib/quantised/safetensors/types'
import { floatsOf, formGolden, hashOf, placesOf } from './goldens'

const FORMS: readonly (readonly [file: string, form: RegExp])[] = [
  ['gptq', /^GPTQ, [2348] bit$/],
  ['awq', /^AWQ, 4 bit$/],
  ['bitsandbytes', /^bitsandbytes, (int8|4 bit \((nf4|fp4)\))$/],
  ['fp8', /^FP8$/],
  ['compressed-tensors', /^compressed-tensors, \w+(-pack)?-quantized$/],
  ['mlx', /^MLX, ([234568] bit|mxfp4|nvfp4|mxfp8)$/],
  ['mxfp4', /^MXFP4$/],
  ['modelopt', /^ModelOpt, NVFP4$/],
]

const CASES = FORMS.flatMap(([file, form]) => {
  const { module, cases } = formGolden(file)
  return Object.entries(cases).map(([name, golden]) => ({ name: `${file}: ${name}`, form, module, golden }))
})

type Read = (row: number, col: number) => Promise<DecodedGroup>

/** Every weight of a row, each read by itself. */
const readEach = (read: Read, row: number, columns: number) =>
  Promise.all(Array.from({ length: columns }, (_, col) => read(row, col)))

/** The values of a row, group by group, where groups are neighbours. */
async function readRow(read: Read, row: number, columns: number): Promise<number[]> {
  const values: number[] = []
  while (values.length < columns) {
    const group = await read(row, values.length)
    expect(group.index).toBe(0)
    values.push(...group.values)
  }
  return values
}

const valueOf = ({ values, index }: DecodedGroup) => values[index] ?? Infinity

describe.each(CASES)('$name', ({ name, form, module, golden }) => {
  const [out, columns] = golden.shape
  const { place, read: readPart } = placesOf(module, golden)
  const read: Read = (row, col) => readGroup(place(row, col), readPart)

  test('the values of the first row are those of the package', async () => {
    expect((await readEach(read, 0, columns)).map(valueOf)).toEqual([...floatsOf(golden.first)])
  })

  test('every value is bit for bit that of the package', async () => {
    const row = name.includes('act-order')
      ? async (r: number) => (await readEach(read, r, columns)).map(valueOf)
      : (r: number) => readRow(read, r, columns)
    const rows = await Promise.all(Array.from({ length: out }, (_, r) => row(r)))
    expect(rows.map(hashOf)).toEqual(golden.rows)
  })

  test('a group has, in their order, values of its row that share its scale, and says form and shape', async () => {
    const row = await readEach(read, out - 1, columns)
    const scales = row.map(scaleOf)
    const wrong = row.filter((group, col) => {
      const sharing = row.filter((_, other) => scales[other] === scales[col]).map(valueOf)
      return !isWithin(group.values, sharing) || !form.test(group.form) || String(group.shape) !== String(golden.shape)
    })
    expect(wrong.slice(0, 3)).toEqual([])
  })
})

/** Whether all of `some` are in `all`, in the same order. */
function isWithin(some: ArrayLike<number>, all: readonly number[]): boolean {
  let found = 0
  for (const value of all) if (found < some.length && Object.is(value, some[found])) found++
  return found === some.length
}

const scaleOf = ({ scaling }: DecodedGroup) =>
  scaling === null ? 'none' : [scaling.step, scaling.offset].map((x) => (Object.is(x, -0) ? '-0' : String(x))).join()
