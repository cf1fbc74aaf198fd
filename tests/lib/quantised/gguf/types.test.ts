import { BlockError } from '@/lib/quantised/gguf/block-error'
import { BLOCK_TYPES, blockType } from '@/lib/quantised/gguf/types'

test('a type is found by its number and by its name', () => {
  for (const type of BLOCK_TYPES) expect([blockType(type.number), blockType(type.name)]).toEqual([type, type])
  expect(blockType(12).name).toBe('Q4_K')
})

test.each([
  [16, 'Values of the ggml type IQ2_XXS (16) cannot be read; types with a reader: F32, F16, Q4_0, '],
  [4, 'Values of the ggml type Q4_2 (4) cannot be read'],
  [99, 'Values of the unknown ggml type 99 cannot be read'],
  ['NVFP4', 'Values of the ggml type NVFP4 cannot be read'],
  ['constructor', 'Values of the ggml type constructor cannot be read'],
])('%j has no reader, and the error names it', (numberOrName, message) => {
  expect(() => blockType(numberOrName)).toThrow(BlockError)
  expect(() => blockType(numberOrName)).toThrow(message)
})
