import { CodeBlock } from '@/components/text/code-block'
import { WithCode } from '@/components/text/with-code'
import { ExternalLink } from '@/components/text/external-link'
import { readable, size } from '@/components/text/format'
import { keepFile, TOOLS, WITHOUT_LIST, type KeepFile, type KeepInput, type ToolId } from '@/lib/keep/formats'

/** Llama-7B's published super weight. Parameters as its safetensors index counts them. */
const EXAMPLE: KeepInput = {
  repo: 'huggyllama/llama-7b',
  commit: null,
  family: 'llama',
  parameters: 6_738_415_616,
  weights: [
    {
      tensor: 'model.layers.2.mlp.down_proj.weight',
      layer: 2,
      expert: null,
      row: 3968,
      col: 7003,
      shape: [4096, 11_008],
    },
  ],
}

/** How a tool is told what to keep: the form, where it goes, the smallest unit and its cost, all from the code that serves /keep. */
export function Tool({ id }: { id: ToolId }) {
  const tool = TOOLS.find((one) => one.id === id)
  const file = keepFile(id, EXAMPLE)
  const { source, use, notes } = file
  return (
    <div className="my-4 max-w-3xl space-y-4">
      <p className="max-w-(--container-prose)">{tool?.description}</p>
      <CodeBlock code={file.text.trimEnd()} what={`example for ${tool?.name ?? id}`} />
      <dl className="grid max-w-(--container-prose) gap-y-2 text-[0.9375rem] sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Fact name="Use it">
          <WithCode text={use} />
        </Fact>
        <Fact name="Smallest unit">{UNITS[file.unit]}</Fact>
        <Fact name="Cost">{costWords(file)}</Fact>
        <Fact name="Address">
          <code className="font-mono text-[0.8125rem] wrap-anywhere">/api/v1/keep/OWNER/NAME?format={id}</code>
        </Fact>
        {notes.length > 0 && (
          <Fact name="Note">
            {notes.map((note) => (
              <span key={note} className="block">
                <WithCode text={note} />
              </span>
            ))}
          </Fact>
        )}
        <Fact name="Source">
          <ExternalLink href={source.url}>{source.title}</ExternalLink>
        </Fact>
      </dl>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="mb-1 min-w-0 wrap-break-word sm:mb-0">{children}</dd>
    </>
  )
}

const UNITS: Readonly<Record<KeepFile['unit'], string>> = {
  tensor: 'a tensor',
  module: 'a module',
  parameter: 'a parameter, that is the whole matrix',
  scalar: 'a single weight',
}

/** What keeping the example in 16 bits instead of 4 costs. */
function costWords({ cost }: KeepFile): string {
  if (cost === null) return 'unknown'
  return `${size(cost.bytes)} more for the example${cost.bits_per_weight === null ? '' : `: ${readable(cost.bits_per_weight)} bits a weight of the model`}`
}

/** Tools that store single weights and read no list of them. */
export function NoList() {
  return (
    <ul className="my-4 max-w-(--container-prose) list-disc space-y-2 pl-5">
      {WITHOUT_LIST.map(({ name, why, source }) => (
        <li key={name}>
          <WithCode text={why} /> <ExternalLink href={source.url}>{source.title}</ExternalLink>
        </li>
      ))}
    </ul>
  )
}
