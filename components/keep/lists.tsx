import { Link } from '@/components/site/link'
import { CodeBlock } from '@/components/text/code-block'
import { ExternalLink } from '@/components/text/external-link'
import { readable, size } from '@/components/text/format'
import { WithCode } from '@/components/text/with-code'
import { keepList } from '@/lib/keep/answers/list'
import { TOOLS, WITHOUT_LIST, type KeepFile, type ToolId } from '@/lib/keep/formats'
import type { KeepAnswer } from '@/lib/keep/answers/schema'

/** The answer in the form that a tool reads: a choice of tools, and the list for the chosen one. */
export function KeepLists({ answer, tool }: { answer: KeepAnswer; tool: ToolId | null }) {
  return (
    <section aria-labelledby="lists" className="mt-10">
      <h3 id="lists" className="text-[1.1875rem]">
        The list for your tool
      </h3>
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-2">
        {TOOLS.map(({ id, name }) => (
          <li key={id}>
            <Link
              href={`/keep?${new URLSearchParams({ repo: answer.repo, for: id })}#lists`}
              prefetch={false} // ten lists, of which a reader wants one
              aria-current={id === tool ? 'true' : undefined}
              className={
                id === tool ? 'font-semibold underline decoration-accent decoration-2 underline-offset-8' : 'link'
              }
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {tool === null ? <WithoutList /> : <List repo={answer.repo} file={keepList(answer, tool)} />}
    </section>
  )
}

function List({ repo, file }: { repo: string; file: KeepFile }) {
  const { tool, fileName, text, use, notes, left_out: leftOut, unit, cost, source } = file
  return (
    <div className="mt-5 max-w-3xl space-y-4">
      <p>
        <WithCode text={use} />
      </p>
      <div data-copy={text}>
        <CodeBlock code={text} what={`list for ${tool}`} />
      </div>
      <p className="text-note">
        <a href={`/api/v1/keep/${repo}?format=${encodeURIComponent(tool)}`} download={fileName} className="link">
          Download {fileName}
        </a>
      </p>
      <ul className="list-disc space-y-1.5 pl-5 text-[0.9375rem] text-muted">
        <li>{UNITS[unit]}</li>
        {cost && <li>{costWords(cost)}</li>}
        {notes.map((note) => (
          <li key={note}>
            <WithCode text={note} />
          </li>
        ))}
        {leftOut.map(({ weight, why }) => (
          <li key={weight}>
            Left out: {weight}. {why}
          </li>
        ))}
        <li>
          Source: <ExternalLink href={source.url}>{source.title}</ExternalLink>
        </li>
      </ul>
    </div>
  )
}

const UNITS: Readonly<Record<KeepFile['unit'], string>> = {
  tensor: 'The smallest thing that this tool can keep is a whole tensor.',
  module: 'The smallest thing that this tool can keep is a whole module.',
  parameter: 'The smallest thing that this tool can keep is a whole parameter.',
  scalar: 'It names each single weight.',
}

function costWords({ bytes, bits_per_weight: bits }: NonNullable<KeepFile['cost']>): string {
  return `Keeping it at 16 bits instead of 4 costs ${size(bytes)}${bits === null ? '' : `, ${readable(bits)} bits per weight of the model`}.`
}

function WithoutList() {
  return (
    <ul className="mt-4 max-w-prose space-y-1 text-note text-muted">
      {WITHOUT_LIST.map(({ name, why, source }) => (
        <li key={name}>
          <WithCode text={why} /> <ExternalLink href={source.url}>{source.title}</ExternalLink>
        </li>
      ))}
    </ul>
  )
}
