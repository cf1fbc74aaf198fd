import type { RealModel } from '@/lib/real-model/schema'
import { comparison, again } from './page-comparison'
import { damage, spike } from './page-plots'
import type { Measured } from './measured'
import type { Referee } from './referee'
import type { Compared } from './compare'

export interface Content {
  readonly numbers: RealModel
  readonly compared: Compared
  readonly referee: Referee
  readonly measured: Measured
}

/** The page of docs, as MDX: `Figure` is one of components/docs/figures.tsx. */
export function pageOf({ numbers, compared, referee, measured }: Content): string {
  return [
    opening(numbers),
    spike(numbers, referee, measured),
    damage(numbers),
    printed(measured),
    comparison(compared, referee),
    again(numbers, referee, measured),
  ].join('\n')
}

function opening({ model }: RealModel): string {
  return `# A real model, end to end

Which weights hold up a model that people use? This page follows ${model.name} from its checkpoint to the answer of \`superweights find\`, and compares the numbers on the way with PyTorch.
`
}

function printed({ printed: output, find: { answers } }: Measured): string {
  const spike = answers[0]?.spike
  const bos =
    spike?.bos === 'toggled'
      ? ' The spike that it names is the strongest of all prompts: the prompt above with BOS in front.'
      : ''
  return `## What find prints

Nobody has to read these plots. \`superweights find\`, given the folder of the model and a text, prints this:

\`\`\`text
${output.trim()}
\`\`\`

The answer is the pair and nothing else.${bos}
`
}
