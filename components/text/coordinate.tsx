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

/** Text with line breaks allowed after dots and slashes and before row and column; a name like down_proj stays whole, and so does `[3968, 7003]`. */
export function Breakable({ text }: { text: string }) {
  const parts = text.split(/(?<=[./])|(?=\[\d+, ?\d+\])|(?<=\[\d+, ?\d+\])/)
  return parts.map((part, i) => (
    <Fragment key={i}>
      {i > 0 && !/^[,;:.)\]]/.test(part) && <wbr />}
      {part.startsWith('[') ? <span className="whitespace-nowrap">{part}</span> : part}
    </Fragment>
  ))
}
