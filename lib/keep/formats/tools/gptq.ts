import { asModule } from '../names'
import { notesOnModules } from '../notes'
import { exactly, jsonFile } from '../text'
import type { Tool } from '../tool'

export const GPTQ: Tool = {
  id: 'gptq',
  name: 'GPTQModel',
  description: 'GPTQ: modules that GPTQModel skips, and that vLLM then loads as they are.',
  fileName: 'keep-gptq.json',
  mediaType: 'application/json',
  unit: 'module',
  use: '`QuantizeConfig(bits=4, dynamic=json.load(open("keep-gptq.json"))["dynamic"])`. GPTQModel saves it with the model, where vLLM reads it.',
  source: {
    title: 'GPTQModel: dynamic quantization, per-module quantize_config override',
    url: 'https://github.com/ModelCloud/GPTQModel/blob/main/README.md',
  },
  naming: asModule,
  write: ({ names }) => jsonFile({ dynamic: Object.fromEntries(names.map((name) => [`-:${exactly(name)}`, {}])) }),
  notes: (kept) => [
    '"-:" skips the modules whose whole name matches; the first pattern that matches decides.',
    ...notesOnModules(kept),
  ],
}
