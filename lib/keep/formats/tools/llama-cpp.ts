import { asGguf } from '../gguf-names'
import { exactly } from '../text'
import type { Tool } from '../tool'

/** llama-quantize lowers the pattern, searches for it with std::regex and splits the file at white space; it knows no comments. Names in GGUF are in lower case. */
export const LLAMA_CPP: Tool = {
  id: 'llama.cpp',
  name: 'llama.cpp',
  description: 'GGUF files: a type for each tensor of llama-quantize.',
  fileName: 'keep-tensor-types.txt',
  mediaType: 'text/plain',
  unit: 'tensor',
  use: '`llama-quantize --tensor-type-file keep-tensor-types.txt model-f16.gguf Q4_K_M`. A llama-quantize without that option takes each line in single quotes after `--tensor-type`.',
  source: {
    title: 'llama.cpp: tools/quantize',
    url: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/quantize/README.md',
  },
  naming: asGguf,
  write: ({ names }) => names.map((name) => `${exactly(name)}=f16\n`).join(''),
  notes: ({ names, weights }) => [
    ...(names.length === 0
      ? []
      : ['The first pattern that matches a tensor decides: put these lines before your own.']),
    ...(weights.some(({ expert }) => expert !== null)
      ? ['GGUF stores all experts of a layer in one tensor, so they are kept together; its size is not in the cost.']
      : []),
  ],
}
