import type { Problem } from '@/components/form/problem'
import type { DryRun } from '@/lib/intake/dry-run-schema'
import type { SubmissionBody } from './fields'

/** Sends a submission to the API: its id and whether it is new, or the problem. Never throws. */
export async function send(body: SubmissionBody): Promise<{ id: string; created: boolean } | { problem: Problem }> {
  try {
    const answer = await post('/api/v1/submissions', body)
    const json = (await answer.json()) as { id: string } & Problem
    return answer.ok ? { id: json.id, created: answer.status === 201 } : { problem: json }
  } catch {
    return { problem: SILENT }
  }
}

const post = (path: string, body: SubmissionBody) =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

const SILENT: Problem = {
  code: 'internal',
  title: 'The registry did not respond',
  detail: 'Nothing was stored. Check that the site is still running, then send the form again: your input is kept.',
}

/** Asks what sending a submission would do: nothing is stored. Never throws. */
export async function check(body: SubmissionBody): Promise<{ checked: DryRun } | { problem: Problem }> {
  try {
    const answer = await post('/api/v1/submissions/dry-run', body)
    const json = (await answer.json()) as DryRun & Problem
    return answer.ok ? { checked: json } : { problem: json }
  } catch {
    return { problem: SILENT }
  }
}
