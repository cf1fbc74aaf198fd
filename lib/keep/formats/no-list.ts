import type { Source } from './tool'

/** A tool that stores single weights in high precision and takes no list of them. */
export interface NoList {
  readonly name: string
  readonly why: string
  readonly source: Source
}

/** For the page to show beside the tools that do take a list. */
export const WITHOUT_LIST: readonly NoList[] = [
  {
    name: 'SpQR',
    why: 'SpQR stores single weights in 16 bits, but chooses them itself by `--outlier_threshold`: it reads no list.',
    source: { title: 'SpQR', url: 'https://github.com/Vahe1994/SpQR' },
  },
  {
    name: 'SqueezeLLM',
    why: 'SqueezeLLM stores single weights in 16 bits, but chooses them itself by thresholds and `--sensitivity`: it reads no list.',
    source: {
      title: 'SqueezeLLM: quantization',
      url: 'https://github.com/SqueezeAILab/SqueezeLLM/blob/main/quantization/README.md',
    },
  },
]
