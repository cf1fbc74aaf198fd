import { QuantisedError } from './quantised-error'
import type { WeightPlace } from './types'

const READABLE =
  'GPTQ, AWQ, bitsandbytes, FP8, compressed-tensors, MLX, MXFP4, ModelOpt, and weights that are stored plainly'

/** Tensors that a form without a reader alone has. Sources: each package's own layout. */
const UNREAD: readonly (readonly [end: RegExp, form: string])[] = [
  [/\.W_q$/, 'HQQ'],
  [/\.codebooks$/, 'AQLM'],
  [/\.Qidxs(?:_\d+)?$/, 'QuIP#'],
  [/\.q_invperm$/, 'EXL2'],
  [/\.trellis$/, 'EXL3'],
  [/\.(?:weight\.)?_data$/, 'Quanto'],
  [/\.centroids$/, 'VPTQ'],
  [/\.dense_weights$/, 'SpQR'],
  [/\.weight_scales$/, 'EETQ'],
  [/\.B$/, 'Marlin'],
]

/** Why a module in no known form is not read. */
export function refuse({ module, tensors }: WeightPlace): QuantisedError {
  const names = [...tensors.keys()].filter((name) => name.startsWith(`${module}.`) || name.startsWith(`${module}_`))
  if (names.length === 0) return new QuantisedError(`the checkpoint has no tensor of ${module}`)
  const form = UNREAD.find(([end]) => names.some((name) => end.test(name)))?.[1] ?? 'a form that is not known here'
  const shown = names.slice(0, 3).map((name) => `"${name}"`)
  return new QuantisedError(`${module} is stored in ${form} (${shown.join(', ')}). Forms that are read: ${READABLE}.`)
}
