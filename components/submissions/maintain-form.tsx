'use client'

import { useActionState } from 'react'

/** Why nothing was done; null before anything was sent. */
export type MaintainProblem = string | null

/** A form that shows why its action did nothing. Works without JavaScript. */
export function MaintainForm({
  action,
  children,
}: {
  action: (problem: MaintainProblem, data: FormData) => Promise<MaintainProblem>
  /** Its fields; absent where there is nothing to order. */
  children?: React.ReactNode
}) {
  const [problem, send] = useActionState(action, null)
  return (
    <>
      {problem && (
        <p role="alert" className="mt-3 text-note text-accent">
          {problem}
        </p>
      )}
      {children && <form action={send}>{children}</form>}
    </>
  )
}
