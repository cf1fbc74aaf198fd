import { asModule, headsOf } from '../names'
import { notesOnModules } from '../notes'
import { jsonFile } from '../text'
import type { Tool } from '../tool'

export const BITSANDBYTES: Tool = {
  id: 'bitsandbytes',
  name: 'bitsandbytes',
  description: 'bitsandbytes in transformers, 4 or 8 bits: modules to skip.',
  fileName: 'keep-bitsandbytes.json',
  mediaType: 'application/json',
  unit: 'module',
  use: '`BitsAndBytesConfig(load_in_4bit=True, **json.load(open("keep-bitsandbytes.json")))`. The list works for 4 and for 8 bits, whatever its name says.',
  source: {
    title: 'transformers: bitsandbytes',
    url: 'https://huggingface.co/docs/transformers/main/en/quantization/bitsandbytes',
  },
  naming: asModule,
  write: ({ input, names }) => jsonFile({ llm_int8_skip_modules: [...headsOf(input.family), ...names] }),
  notes: (kept) => [
    `A list that is given replaces the automatic exclusion of the output head, so ${headsOf(kept.input.family).join(' and ')} is in it.`,
    'The outliers of LLM.int8() are columns of activations, found at run time: the weights of skipped modules only stay in 16 bits.',
    ...notesOnModules(kept),
  ],
}
