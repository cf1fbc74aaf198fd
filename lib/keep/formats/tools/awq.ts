import { asModule } from '../names'
import { notesOnModules } from '../notes'
import { jsonFile } from '../text'
import type { Tool } from '../tool'

export const AWQ: Tool = {
  id: 'awq',
  name: 'AWQ',
  description: 'AWQ: modules that stay unquantised, as transformers and vLLM read them.',
  fileName: 'keep-awq.json',
  mediaType: 'application/json',
  unit: 'module',
  use: 'Part of `quantization_config` in `config.json`: `AwqConfig` of transformers and vLLM look for these names in the full name of each module.',
  source: {
    title: 'transformers: AwqConfig',
    url: 'https://huggingface.co/docs/transformers/main_classes/quantization',
  },
  naming: asModule,
  write: ({ names }) => jsonFile({ modules_to_not_convert: names }),
  notes: (kept) => [
    'AutoAWQ looks for each entry in a module\'s name within its layer ("mlp.down_proj"), so while quantising it cannot keep a module in one layer only: these full names match nothing there. Its successor, the AWQModifier of llm-compressor, can: see llm-compressor.',
    ...notesOnModules(kept),
  ],
}
