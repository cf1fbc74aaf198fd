'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { QUIET_BUTTON } from '@/components/form/controls'
import type { Problem } from '@/components/form/problem'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import { useInBrowser } from '@/components/site/in-browser'

/** Interval at which a page with a lookup in progress is renewed, in milliseconds: a model is read in about a second. */
const RENEW_MS = 3_000

/** Renews the page while the models are being read, and lets who may write have them read again. Hidden without JavaScript. */
export function ReadAgain({ repo, inProgress }: { repo: string; inProgress: boolean }) {
  const router = useRouter()
  const inBrowser = useInBrowser()
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, start] = useTransition()
  useEffect(() => {
    if (!inProgress) return
    const timer = setInterval(() => router.refresh(), RENEW_MS)
    return () => clearInterval(timer)
  }, [inProgress, router])
  if (!inBrowser || inProgress) return null
  const ask = () =>
    start(async () => {
      setProblem(await askAgain(repo))
      router.refresh()
    })
  return (
    <div className="mt-4 print:hidden">
      <button type="button" className={QUIET_BUTTON} disabled={sending} onClick={ask}>
        {sending ? 'Asking…' : 'Read them again'}
      </button>
      {problem !== null && (
        <p role="alert" className="mt-2 text-note text-accent">
          {problem}
        </p>
      )}
    </div>
  )
}

/** Why they are not read again now, or null. */
async function askAgain(repo: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/v1/models/${repo}/descendants`, { method: 'POST' })
    if (!answer.ok) return ((await answer.json()) as Problem).detail
    const { lookup } = (await answer.json()) as DescendantsRecord
    return lookup?.state === 'done' ? 'They were read within the last ten minutes.' : null
  } catch {
    return 'The registry did not respond. Try again.'
  }
}
