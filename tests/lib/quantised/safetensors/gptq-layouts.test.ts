import { readGroup } from '@/lib/quantised/safetensors/read-group'
import { floatsOf, formGolden, placesOf } from './goldens'

type Settings = Readonly<Record<string, unknown>>

/** What says how zero points are stored, in files of different age and maker, and what they are called. */
const SETTINGS: readonly (readonly [version: 'v1' | 'v2', form: string, settings: Settings | null])[] = [
  ['v1', 'GPTQ, 4 bit', null],
  ['v1', 'GPTQ, 4 bit', { quant_method: 'gptq', bits: 4, group_size: 32 }],
  ['v1', 'GPTQ, 4 bit', { quant_method: 'gptq', checkpoint_format: 'gptq', format: 'gptq' }],
  ['v2', 'GPTQ, 4 bit', { quant_method: 'gptq', checkpoint_format: 'gptq_v2' }],
  ['v2', 'GPTQ, 4 bit', { quant_method: 'gptq', format: 'gptq_v2' }],
  ['v1', 'AutoRound, 4 bit', { quant_method: 'auto-round', packing_format: 'auto_round:auto_gptq' }],
  ['v1', 'AutoRound, 4 bit', { quant_method: 'intel/auto-round', backend: 'auto_round:gptq:exllamav2' }],
  ['v2', 'AutoRound, 4 bit', { quant_method: 'auto-round', packing_format: 'auto_round' }],
  ['v2', 'AutoRound, 4 bit', { quant_method: 'auto-round', packing_format: 'auto_round:gptqmodel' }],
]

test.each(SETTINGS)('zero points of %s, as %s: %j', async (version, form, settings) => {
  const { module, cases } = formGolden('gptq')
  const golden = cases[`${version}, 4 bit`]
  if (golden === undefined) throw new Error('no golden')
  const { place, read } = placesOf(module, golden)
  const config = settings === null ? {} : { quantization_config: settings }
  const group = await readGroup({ ...place(0, 0), config }, read)
  expect(group.form).toBe(form)
  expect([...group.values]).toEqual([...floatsOf(golden.first).subarray(0, 32)])
})

test('AWQ that AutoRound wrote is called so', async () => {
  const { module, cases } = formGolden('awq')
  const golden = cases.groups
  if (golden === undefined) throw new Error('no golden')
  const { place, read } = placesOf(module, golden)
  const config = { quantization_config: { quant_method: 'auto-round', packing_format: 'auto_round:auto_awq' } }
  await expect(readGroup({ ...place(0, 0), config }, read)).resolves.toMatchObject({ form: 'AutoRound, 4 bit' })
})
