import { damageOf } from '@/lib/protocol'
import { table } from '../bench/page'
import type { Answer } from './answer'
import type { RefereeClaim } from './claims'
import type { Compared } from './compare'
import { LIMITS, type Quantity } from './differences'

export const PAGE = 'content/docs/referee.mdx'

/** A claim with both answers. */
export interface Judged {
  readonly claim: RefereeClaim
  readonly answer: Answer
  readonly compared: Compared
}

/** What each limit is of. */
const QUANTITIES: Readonly<Record<Quantity, string>> = {
  activation: 'activations: extremes of every layer and round, spikes, the residual channel of a member',
  share: 'shares of a spike; z-scores',
  loss: 'loss of one window',
  perplexity: 'perplexity of one stream',
  ratio: 'R, and both ends of its interval',
}

/** The page of docs, as MDX. */
export function pageOf(judged: readonly Judged[]): string {
  const [first] = judged
  if (first === undefined) throw new RangeError('A page of no claims says nothing.')
  return [introduction(judged.length, first), limits(judged), verdicts(judged), again()].join('\n')
}

function introduction(claims: number, { answer: { report } }: Judged): string {
  const { engine, packages } = report.verifier
  return `# Two verifiers, one verdict

\`scripts/referee/verify.py\` is a second verifier, in Python: transformers computes the model, hooks on the down projections see the spikes, and a weight is removed by setting it to zero. No line of the first one runs in it. Both
read the same document of the protocol and the same corpora, and both write [reports of the same schema](/api/v1/schemas/report.json): \`superweights check\` judges either.

${claims} claims about the demo models, true ones and wrong ones, went through both. The referee was ${engine} with transformers ${packages?.transformers ?? 'of an unknown version'}, float32, on a processor.

- **Equal**, or the comparison fails: class, grade, every check, the core of a padded set; stored bits, value and rank; token ids; rounds, what each found and where; tokens and channels of all extremes; the controls drawn, and which groups of them were split.
- **The verdict is computed three times**: here from this verifier's report, here from the referee's, and by the referee's own rules from its own.
`
}

function limits(judged: readonly Judged[]): string {
  const worst = (quantity: Quantity) => Math.max(...judged.map(({ compared }) => compared.worst[quantity]))
  const rows = (Object.keys(LIMITS) as Quantity[]).map((quantity) => [
    QUANTITIES[quantity],
    brief(worst(quantity)),
    LIMITS[quantity].toExponential(0),
  ])
  return `## Numbers

Both add in float32, in another order, so numbers agree to five or six digits. The limits are relative. A channel whose spike is gone is the rest of large numbers that cancel, so residuals are measured by the largest of their course. A loss of 6 that is off by 1e-6 of itself
makes a perplexity that is off by 6e-6, and R divides two of them.

${table(['quantity', 'largest difference', 'limit'], rows)}
`
}

function verdicts(judged: readonly Judged[]): string {
  const rows = judged.map(({ claim, answer, compared }) => {
    const { verifier, worst } = compared
    const failed = [...new Set(verifier.checks.filter(({ passed }) => !passed).map(({ id }) => id))]
    return [
      claim.model,
      `${claim.what}: ${claim.coordinates.map((one) => `\`${one}\``).join(', ')}`,
      `${verifier.class ?? 'none'}, ${verifier.grade}`,
      failed.join(', ') || 'none',
      damageOf(verifier).toPrecision(7),
      answer.verdict.damage.ratio.toPrecision(7),
      brief(worst.perplexity),
      brief(worst.activation),
      compared.disagreements.length === 0 ? 'yes' : '**no**',
    ]
  })
  const titles = [
    'model',
    'claim',
    'class, grade',
    'failed checks',
    'R, verifier',
    'R, referee',
    'perplexities',
    'activations',
    'agree',
  ]
  return `## Verdicts

Perplexities and activations: the largest relative difference among all of the claim.

${table(titles, rows)}
`
}

const brief = (value: number) => (value === 0 ? '0' : value.toExponential(1))

function again(): string {
  return `## Run it again

\`\`\`sh
python3 -m pip install torch transformers
npm run check:referee
\`\`\`

\`--python PATH\` names the Python with these packages, \`--model NAME\` takes one model, and \`--write\` writes this page and the golden reports that every \`npm test\` compares with, without Python. For a model of your own, in a folder:

\`\`\`sh
python3 scripts/referee/verify.py FOLDER 1:23:88 --corpus TEXT --out referee.json
npx superweights verify FOLDER 1:23:88 --corpus TEXT --out verifier.json
npm run check:referee -- --reports verifier.json referee.json
\`\`\`

The referee holds the whole model in memory in float32 and computes one stream after the other, so it is for small models and for doubts. It knows the families gpt2, llama, mistral, mixtral, olmo, olmo2, olmo3, phi3, qwen2 and qwen3, and protocols whose unit of detection is the spike (swp-2).
`
}
