import { asParameter } from '../names'
import { notesOnModules } from '../notes'
import { headline, quoted } from '../text'
import type { Kept, Tool } from '../tool'

export const TORCHAO: Tool = {
  id: 'torchao',
  name: 'torchao',
  description: 'torchao: a configuration for each parameter, None for those that stay.',
  fileName: 'keep_torchao.py',
  mediaType: 'text/x-python',
  unit: 'parameter',
  use: '`from keep_torchao import config`; then `quantize_(model, config, filter_fn=None)`, or `TorchAoConfig(quant_type=config)` in transformers.',
  source: {
    title: 'torchao: FqnToConfig',
    url: 'https://docs.pytorch.org/ao/main/generated/torchao.quantization.FqnToConfig.html',
  },
  naming: asParameter,
  write: python,
  notes: (kept) => [
    'torchao looks for a parameter\'s name first, then for its module\'s, then for regular expressions ("re:"), then for "_default", which torchao 0.18 reads and calls deprecated. Put your own configuration in place of Int4WeightOnlyConfig. quantize_ quantises the output head too, unless you add it.',
    ...notesOnModules(kept),
  ],
}

function python({ input, names }: Kept): string {
  return [
    headline(input),
    'from collections import OrderedDict',
    '',
    'from torchao.quantization import FqnToConfig, Int4WeightOnlyConfig',
    '',
    'config = FqnToConfig(',
    '    OrderedDict(',
    '        [',
    ...names.map((name) => `            (${quoted(name)}, None),`),
    '            ("_default", Int4WeightOnlyConfig(group_size=128)),',
    '        ]',
    '    )',
    ')',
    '',
  ].join('\n')
}
