'use client'

import { useEffect, useRef } from 'react'
import type { Problem } from './problem'

/** The error summary above the form: why the form was refused, unless a field says it, with a link to each field. It takes the focus when it appears. */
export function ProblemSummary({
  problem,
  fields,
}: {
  problem: Problem
  fields: readonly (readonly [id: string, label: string])[]
}) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => ref.current?.focus(), [problem])
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role="alert"
      aria-labelledby="problem-title"
      className="border-l-2 border-accent bg-tint px-4 py-3 leading-6"
    >
      <p id="problem-title" className="font-semibold">
        {problem.title}
      </p>
      {fields.length === 0 && <p className="mt-1 wrap-anywhere">{problem.detail}</p>}
      {fields.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-4">
          {fields.map(([id, label]) => (
            <li key={id}>
              <a href={`#${id}`} className="link">
                Go to “{label}”
              </a>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 text-note">
        <a href={`/errors/${problem.code}`} className="link">
          About this kind of error
        </a>
      </p>
    </div>
  )
}
