import { basesInTags } from '@/lib/hub/names/base-tags'

test('tags name each base once, whatever was done to it, and nothing else', () => {
  const tags = ['llama', 'base_model:acme/base', 'base_model:finetune:acme/base', 'license:mit']
  expect(basesInTags(tags)).toEqual(['acme/base'])
  expect(basesInTags(['base_model:merge:a/b', 'base_model:quantized:c/d', 'base_model:adapter:e/f'])).toEqual([
    'a/b',
    'c/d',
    'e/f',
  ])
})

test('what is no repo is not repeated, and a merge of many names the first', () => {
  expect(basesInTags(['base_model:../../etc/passwd', 'base_model:', 'base_model:other:a/b', 'base_model:x'])).toEqual(
    [],
  )
  expect(basesInTags(Array.from({ length: 9 }, (_, i) => `base_model:acme/m${i}`))).toHaveLength(5)
})
