import { asModule, headsOf } from '../names'
import { notesOnModules } from '../notes'
import { headline, quoted } from '../text'
import type { Kept, Tool } from '../tool'

export const LLM_COMPRESSOR: Tool = {
  id: 'llm-compressor',
  name: 'llm-compressor',
  description: 'compressed-tensors: a recipe whose ignore lists what stays unquantised.',
  fileName: 'keep-llm-compressor.yaml',
  mediaType: 'application/yaml',
  unit: 'module',
  use: '`oneshot(model=model, recipe="keep-llm-compressor.yaml")`, or copy the lines of `ignore` into your own recipe.',
  source: {
    title: 'llm-compressor: int4 weight quantization',
    url: 'https://github.com/vllm-project/llm-compressor/blob/main/examples/quantization_w4a16/README.md',
  },
  naming: asModule,
  write: recipe,
  notes: (kept) => [
    'Each entry matches one module by its whole name; with the prefix "re:" it would be a regular expression. The output head is in the list because a recipe leaves out nothing else.',
    ...(kept.weights.some(({ expert }) => expert !== null)
      ? ['Add the router of the experts to ignore, as the recipes of mixtures do.']
      : []),
    ...notesOnModules(kept),
  ],
}

function recipe({ input, names }: Kept): string {
  return [
    headline(input),
    'default_stage:',
    '  default_modifiers:',
    '    QuantizationModifier:',
    '      targets: ["Linear"]',
    '      scheme: "W4A16"',
    '      ignore:',
    ...[...headsOf(input.family), ...names].map((name) => `        - ${quoted(name)}`),
    '',
  ].join('\n')
}
