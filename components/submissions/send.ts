import type { Problem } from '@/components/form/problem'
import type { SubmissionBody } from './fields'

/** Sends a submission to the API: its id and whether it is new, or the problem. Never throws. */
export async function send(body: SubmissionBody): Promise<{ id: string; created: boolean } | { problem: Problem }> {
  try {
    const answer = await fetch('/api/v1/submissions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json = (await answer.json()) as { id: string } & Problem
    return answer.ok ? { id: json.id, created: answer.status === 201 } : { problem: json }
  } catch {
    return {
      problem: {
        code: 'internal',
        title: 'The registry did not respond',
        detail:
          'Nothing was stored. Check that the site is still running, then send the form again: your input is kept.',
      },
    }
  }
}
