'use client'

import { Link } from '@/components/site/link'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { BUTTON } from '@/components/form/controls'
import type { Problem } from '@/components/form/problem'
import type { ReadyClaim } from './fields'
import { send } from './send'

/** Sends the claim. Without JavaScript, and for who may not submit, a link to the filled-in form. */
export function ClaimButton({
  claim: { href, body },
  label,
  maySubmit,
}: {
  claim: ReadyClaim
  label: string
  maySubmit: boolean
}) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sending, start] = useTransition()
  const sendIt = (event: React.MouseEvent) => {
    if (!maySubmit || !body) return
    event.preventDefault()
    start(async () => {
      const result = await send(body)
      if ('problem' in result) return setProblem(result.problem)
      router.push(result.page)
    })
  }
  return (
    <>
      <Link href={href} prefetch={false} onClick={sendIt} className={BUTTON}>
        {sending ? 'Sending…' : label}
      </Link>
      {problem && (
        <p role="alert" className="text-accent">
          {problem.detail}
        </p>
      )}
    </>
  )
}
