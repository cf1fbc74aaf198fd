import { readGroup } from '@/lib/quantised/safetensors/read-group'
import type { DecodedGroup } from '@/lib/quantised/safetensors/types'
import { floatsOf, formGolden, hashOf, type ModuleGolden, placesOf } from './goldens'

const FORMS: readonly (readonly [file: string, form: RegExp])[] = [
  ['gptq', /^GPTQ, [2348] bit$/],
  ['awq', /^AWQ, 4 bit$/],
  ['bitsandbytes', /^bitsandbytes, (int8|4 bit \((nf4|fp4)\))$/],
  ['fp8', /^FP8$/],
  ['compressed-tensors', /^compressed-tensors, \w+(-pack)?-quantized$/],
  ['mlx', /^MLX, [234568] bit$/],
  ['mxfp4', /^MXFP4$/],
]

const CASES = FORMS.flatMap(([file, form]) => {
  const { module, cases } = formGolden(file)
  return Object.entries(cases).map(([name, golden]) => ({ name: `${file}: ${name}`, form, module, golden }))
})

/** Every weight, each read by itself, in rows. */
async function readAll(module: string, golden: ModuleGolden): Promise<DecodedGroup[][]> {
  const [out, columns] = golden.shape
  const { place, read } = placesOf(module, golden)
  const row = (r: number) => Promise.all(Array.from({ length: columns }, (_, c) => readGroup(place(r, c), read)))
  return Promise.all(Array.from({ length: out }, (_, r) => row(r)))
}

const valueOf = ({ values, index }: DecodedGroup) => values[index] ?? Infinity

describe.each(CASES)('$name', ({ form, module, golden }) => {
  let groups: readonly DecodedGroup[][] = []
  beforeAll(async () => {
    groups = await readAll(module, golden)
  })

  test('the values of the first row are those of the package', () => {
    expect(groups[0]?.map(valueOf)).toEqual([...floatsOf(golden.first)])
  })

  test('every value is bit for bit that of the package', () => {
    expect(groups.map((row) => hashOf(row.map(valueOf)))).toEqual(golden.rows)
  })

  test('a group has, in their order, values of its row that share its scale, and says form and shape', () => {
    const wrong = groups.slice(0, 4).flatMap((row) => {
      const scales = row.map(scaleOf)
      return row.filter((group, c) => {
        const sharing = row.filter((_, other) => scales[other] === scales[c]).map(valueOf)
        const known = isWithin(group.values, sharing) && Object.is(group.values[group.index], valueOf(row[c] ?? group))
        return !known || !form.test(group.form) || String(group.shape) !== String(golden.shape)
      })
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
