import type { Problem } from '@/components/form/problem'
import type { DryRun } from '@/lib/intake/dry-run-schema'
import type { SubmissionBody } from './fields'
import { pageAfterSending } from './page-after-sending'

/** Sends a submission to the API: the address of its page, or the problem. Never throws. */
export async function send(body: SubmissionBody): Promise<{ page: string } | { problem: Problem }> {
  try {
    const answer = await post('/api/v1/submissions', body)
    const json = (await answer.json()) as { id: string } & Problem
    if (!answer.ok) return { problem: json }
    const joined = answer.headers.get('x-joined') === 'true'
    return { page: pageAfterSending({ id: json.id, created: answer.status === 201, joined }) }
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
