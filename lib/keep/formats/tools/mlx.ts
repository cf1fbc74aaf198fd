import { asMlx } from '../mlx-names'
import { headline, quoted } from '../text'
import type { Kept, Tool } from '../tool'

export const MLX: Tool = {
  id: 'mlx',
  name: 'MLX',
  description: 'MLX and mlx-lm: a predicate that says which modules are quantised.',
  fileName: 'keep_mlx.py',
  mediaType: 'text/x-python',
  unit: 'module',
  use: '`mlx_lm.convert(repo, quantize=True, quant_predicate=class_predicate)`, or `mlx.nn.quantize(model, class_predicate=class_predicate)`.',
  source: {
    title: 'MLX: mlx.nn.quantize',
    url: 'https://ml-explore.github.io/mlx/build/html/python/_autosummary/mlx.nn.quantize.html',
  },
  naming: asMlx,
  write: python,
  notes: ({ weights }) => [
    'A predicate that is given replaces the one of the model, with which some mixtures keep their router in 8 bits.',
    ...(weights.some(({ expert }) => expert !== null)
      ? ['mlx-lm holds all experts of a layer in one module, so they are kept together; its size is not in the cost.']
      : []),
  ],
}

function python({ input, names }: Kept): string {
  return [
    headline(input),
    ...(names.length === 0 ? ['KEEP = set()'] : ['KEEP = {', ...names.map((name) => `    ${quoted(name)},`), '}']),
    '',
    '',
    'def class_predicate(path, module):',
    '    return hasattr(module, "to_quantized") and path not in KEEP',
    '',
  ].join('\n')
}
