import { Fragment } from 'react'

/** A stored coordinate in the monospace face, with breaks allowed where a reader would break it: after dots and before the bracket. */
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

/** Text with a break allowed after every dot and slash; a name like down_proj stays whole. */
export function Breakable({ text }: { text: string }) {
  const parts = text.split(/(?<=[./])/)
  return parts.map((part, i) => (
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
