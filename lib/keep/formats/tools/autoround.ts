import { asModule } from '../names'
import { notesOnModules } from '../notes'
import { jsonFile } from '../text'
import type { Tool } from '../tool'

/** AutoRound quantises what has 8 bits or fewer in weights or activations, so both are set. */
const KEPT = { bits: 16, act_bits: 16 }

export const AUTOROUND: Tool = {
  id: 'autoround',
  name: 'AutoRound',
  description: 'AutoRound: bits for each layer.',
  fileName: 'keep-autoround.json',
  mediaType: 'application/json',
  unit: 'module',
  use: '`AutoRound(model, scheme="W4A16", layer_config=json.load(open("keep-autoround.json")))`. AutoRound saves it as `extra_config` of `quantization_config`.',
  source: {
    title: 'AutoRound: mixed bits usage',
    url: 'https://github.com/intel/auto-round/blob/main/docs/step_by_step.md',
  },
  naming: asModule,
  write: ({ names }) => jsonFile(Object.fromEntries(names.map((name) => [name, KEPT]))),
  notes: (kept) => [
    'A full name is matched exactly; one that no layer has is used as a regular expression, and AutoRound warns if that matches nothing.',
    ...notesOnModules(kept),
  ],
}
