import { CoordinateError, parseCoordinate, type ParsedCoordinate } from '@/lib/coordinates'
import { Mark } from '@/components/status/mark'
import { Breakable } from '@/components/text/coordinate'
import { meaningOf } from './coordinate-meaning'
import { linesOf } from './fields'

interface Props {
  readonly text: string
  readonly onReplace: (line: string, by: string) => void
  /** The suggestions that came with the field's error, or null without one: then no line is marked as understood. */
  readonly suggestions?: readonly string[] | null
}

/** How each line is read: the index as stored, and what it means. Invalid lines say what was expected and offer likely spellings. */
export function CoordinatePreview({ text, onReplace, suggestions = null }: Props) {
  const lines = linesOf(text)
  if (lines.length === 0) return null
  return (
    <ul className="space-y-2 border-l-2 border-rule pl-4 text-[0.9375rem] leading-6">
      {lines.map((line, i) => (
        <li key={i} className="flex gap-2.5">
          <Line
            line={line}
            onReplace={onReplace}
            refused={suggestions !== null}
            suggestions={lines.length === 1 ? (suggestions ?? []) : []}
          />
        </li>
      ))}
    </ul>
  )
}

interface LineProps {
  readonly line: string
  readonly onReplace: Props['onReplace']
  readonly refused: boolean
  /** From the registry, for a well-formed line that matches nothing in the checkpoint. */
  readonly suggestions: readonly string[]
}

function Line({ line, onReplace, refused, suggestions }: LineProps) {
  const read = tryParse(line)
  const use = (by: string) => onReplace(line, by)
  if (read instanceof CoordinateError) {
    return (
      <>
        <Mark kind="no" className="mt-1" />
        <div className="min-w-0">
          {refused ? (
            <code className="font-mono text-[0.8125rem] wrap-anywhere">{line}</code>
          ) : (
            <p className="wrap-anywhere">
              <Breakable text={read.message} />
            </p>
          )}
          <Suggestions all={read.suggestions} use={use} />
        </div>
      </>
    )
  }
  return (
    <>
      <Mark kind={refused ? 'open' : 'yes'} className="mt-1" />
      <div className="min-w-0">
        {!refused && <span className="sr-only">Understood. </span>}
        <AsStored read={read} />
        <p className="text-note">
          <span className="text-muted">Meaning:</span> {meaningOf(read)}
        </p>
        <Suggestions all={suggestions} use={use} />
      </div>
    </>
  )
}

function Suggestions({ all, use }: { all: readonly string[]; use: (suggestion: string) => void }) {
  return all.map((suggestion) => (
    <button
      key={suggestion}
      type="button"
      className="link block cursor-pointer text-left font-mono text-[0.8125rem]"
      onClick={() => use(suggestion)}
    >
      Use {suggestion}
    </button>
  ))
}

/** The indices are as stored; the tensor's full name is known only after the checkpoint is read. */
function AsStored({ read: { tensor, layer, expert, row, col } }: { read: ParsedCoordinate }) {
  return (
    <p>
      <span className="text-muted">As stored:</span>{' '}
      <span className="tabular whitespace-nowrap">
        [{row}, {col}]
      </span>{' '}
      of{' '}
      {tensor === null ? (
        `the down projection of layer ${layer}${expert === null ? '' : `, expert ${expert}`}`
      ) : (
        <code className="font-mono text-[0.8125rem] wrap-break-word">
          <Breakable text={tensor} />
        </code>
      )}
    </p>
  )
}

function tryParse(line: string): ParsedCoordinate | CoordinateError {
  try {
    return parseCoordinate(line)
  } catch (error) {
    if (error instanceof CoordinateError) return error
    throw error
  }
}
