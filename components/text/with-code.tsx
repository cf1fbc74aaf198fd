import { Fragment } from 'react'

/** Longest code that is kept on one line, in characters: it fits on a phone. */
const SHORT = 28

/** A sentence in which what stands between backticks is code. */
export function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, i) =>
    i % 2 === 1 ? (
      <code
        key={i}
        className={`bg-wash px-1 font-mono text-[0.875em] ${part.length > SHORT ? 'wrap-anywhere' : 'whitespace-nowrap'}`}
      >
        {part}
      </code>
    ) : (
      <Fragment key={i}>{part}</Fragment>
    ),
  )
}
