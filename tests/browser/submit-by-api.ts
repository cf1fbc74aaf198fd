import { setTimeout as sleep } from 'node:timers/promises'
import type { DescendantsRecord } from '@/lib/descendants/schema'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** The demo models take seconds; a busy machine of two cores gets its time. */
const LIMIT_MS = 90_000

/** Has the models made from one read, unless the worker has done so by itself, and waits for it. */
export async function readDescendants(site: string, repo: string): Promise<void> {
  const address = `${site}/api/v1/models/${repo}/descendants`
  let answer = await fetch(address, { method: 'POST' })
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await sleep(500)) {
    const { lookup } = (await answer.json()) as DescendantsRecord
    if (lookup?.state === 'done') return
    answer = await fetch(address)
  }
  throw new Error(`The models made from ${repo} are still not read.`)
}

/** Submits a claim, or a search where `coordinates` is null (again, if another suite has), and waits until its status is final. */
export async function submitAndWait(
  site: string,
  repo: string,
  coordinates: readonly string[] | null,
): Promise<SubmissionRecord> {
  const answer = await fetch(`${site}/api/v1/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repo, ...(coordinates && { coordinates }) }),
  })
  let record = (await answer.json()) as SubmissionRecord
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await sleep(500)) {
    record = (await (await fetch(`${site}/api/v1/submissions/${record.id}`)).json()) as SubmissionRecord
    if (record.verdict ?? record.search) return record
  }
  throw new Error(`${record.id} is still ${record.status}: ${record.reason?.text ?? 'no reason'}`)
}

/** Challenges a record, unless that was done before, and gives the challenge's id. */
export async function openChallenge(site: string, record: string): Promise<string> {
  const text = 'The value at this commit is another one: **-0.5**.'
  const { id } = await sent<{ id: string }>(site, '/challenges', { record, reason: 'wrong-value', text })
  return id
}

/** Withdraws a record by a challenge, unless that was done before. */
export async function withdraw(site: string, record: string): Promise<void> {
  const { withdrawn } = (await (await fetch(`${site}/api/v1/weights/${record}`)).json()) as { withdrawn?: object }
  if (withdrawn) return
  const challenge = await openChallenge(site, record)
  await sent(site, `/challenges/${challenge}/withdraw`, { text: 'Its source was misread: see `Table 2`.' })
}

async function sent<T>(site: string, path: string, body: object): Promise<T> {
  const answer = await fetch(`${site}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as T
}
