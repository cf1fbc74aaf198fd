import { Fragment } from 'react'

/** A stored coordinate in monospace, with line breaks allowed after dots and before the bracket. */
export function Coordinate({
  tensor,
  row,
  col,
  className = '',
}: {
  tensor: string
  row: number
  col: number
  className?: string
}) {
  return (
    <code className={`font-mono wrap-break-word ${className}`}>
      <Breakable text={tensor} />
      <wbr />
      <span className="whitespace-nowrap">
        [{row}, {col}]
      </span>
    </code>
  )
}

/** What no line breaks: row and column, an option of a command. Browsers break after hyphens. */
const WHOLE = /(\[\d+, ?\d+\]|(?<=^|\s)--?\w[\w-]*)/
/** A line may end after a dot or a slash, but not within a number. */
const BETWEEN = /(?<=[./])(?![\d/])/

/** Text with line breaks allowed after dots and slashes and before row and column; a name like down_proj stays whole, and so do `[3968, 7003]` and `--revision`. */
export function Breakable({ text }: { text: string }) {
  const parts = text
    .split(WHOLE)
    .flatMap((part, i) => (i % 2 === 1 ? [{ part, whole: true }] : part.split(BETWEEN).map(breakable)))
    .filter(({ part }) => part !== '')
  return parts.map(({ part, whole }, i) => (
    <Fragment key={i}>
      {i > 0 && !/^[\s,;:.)\]]/.test(part) && <wbr />}
      {whole ? <span className="whitespace-nowrap">{part}</span> : part}
    </Fragment>
  ))
}

const breakable = (part: string) => ({ part, whole: false })
