import { asModule, headsOf } from '../names'
import { notesOnModules } from '../notes'
import { jsonFile } from '../text'
import type { Tool } from '../tool'

export const MODELOPT: Tool = {
  id: 'modelopt',
  name: 'ModelOpt',
  description: 'NVIDIA ModelOpt and TensorRT-LLM: modules that are excluded.',
  fileName: 'keep-modelopt.json',
  mediaType: 'application/json',
  unit: 'module',
  use: 'The entries of `exclude_modules` in `hf_quant_config.json`, which TensorRT-LLM and vLLM read and which ModelOpt writes when it exports a model.',
  source: {
    title: 'ModelOpt: PyTorch quantization',
    url: 'https://github.com/NVIDIA/TensorRT-Model-Optimizer/blob/main/docs/source/guides/_pytorch_quantization.rst',
  },
  naming: asModule,
  write: ({ input, names }) => jsonFile({ quantization: { exclude_modules: [...headsOf(input.family), ...names] } }),
  notes: (kept) => [
    'To quantise with ModelOpt, first disable the quantisers of each entry: config["quant_cfg"].append({"quantizer_name": entry + ".*", "enable": False}); where quant_cfg is a dict: config["quant_cfg"][entry + ".*"] = {"enable": False}.',
    'The output head is in the list, as in the files that ModelOpt writes.',
    ...notesOnModules(kept),
  ],
}
