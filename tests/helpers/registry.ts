import { cpSync } from 'node:fs'
import path from 'node:path'
import { authorise } from '@/lib/accounts/authorise'
import { db } from '@/lib/db'
import { endReadingProcess } from '@/lib/checkpoints/reading/read-in-process'
import { JOBS, type JobName } from '@/lib/jobs'
import { closeQueue, queue } from '@/lib/jobs/queue'
import { receiveSubmission, type Received } from '@/lib/intake/receive'
import { SubmissionInput } from '@/lib/submissions/schema'
import type { Account } from '@/prisma/generated/client'
import { makeBrokenRepos } from './broken-repos'
import { withHub, type TestHub } from './hub'
import { makeRepo, temporaryFolder } from './repos'

const FIXTURES = path.join(__dirname, '..', 'fixtures', 'hub')

export interface RegistryHub {
  readonly hub: TestHub
  readonly root: string
}

/** A hub with the trained models, every broken repo and what `extra` adds, for the whole suite; and the queue, closed after it. */
export function useHub(extra: Readonly<Record<string, Parameters<typeof makeRepo>[2]>> = {}): () => RegistryHub {
  const folder = temporaryFolder()
  let hub: TestHub
  beforeAll(async () => {
    cpSync(FIXTURES, folder.path, { recursive: true })
    makeBrokenRepos(folder.path)
    for (const [repo, files] of Object.entries(extra)) makeRepo(folder.path, repo, files)
    hub = await withHub(folder.path)
  })
  beforeEach(() => {
    for (const fault of Object.keys(hub.faults) as (keyof TestHub['faults'])[]) delete hub.faults[fault]
  })
  afterAll(async () => {
    await closeQueue()
    await endReadingProcess()
    await hub.close()
    folder.remove()
  })
  return () => ({ hub, root: folder.path })
}

/** The planted weight of demo/tiny-single, in three spellings. */
export const SINGLE = {
  repo: 'demo/tiny-single',
  short: '1:23:88',
  paper: 'layers[1].mlp.down_proj.weight[23, 88]',
  stored: 'model.layers.1.mlp.down_proj.weight[23, 88]',
  value: 2.171875,
  bits: '400b',
} as const

/** The planted set of demo/tiny-set. */
export const TRIPLE = { repo: 'demo/tiny-set', coordinates: ['1:41:130', '1:7:130', '1:58:130'] }

/** Sends a claim as the account `local`. */
export async function submit(input: { [Key in keyof SubmissionInput]?: SubmissionInput[Key] }): Promise<Received> {
  const claim = SubmissionInput.parse({ repo: SINGLE.repo, coordinates: [SINGLE.paper], ...input })
  return receiveSubmission(claim, { account: await localAccount(), address: '127.0.0.1' })
}

/** The account of whoever uses the site from its own machine. */
export function localAccount(): Promise<Account> {
  return authorise('signed-in', new Request('http://localhost:3000'))
}

/** Payloads of the jobs in a queue, whatever their state. */
export async function jobsIn(job: JobName): Promise<number[]> {
  const jobs = await (await queue()).findJobs<{ submission_id: number }>(job)
  return jobs.map(({ data }) => data.submission_id).sort((a, b) => a - b)
}

export async function nothingStored(): Promise<boolean> {
  const counts = await Promise.all([
    db.submission.count(),
    db.weight.count(),
    db.model.count(),
    jobsIn(JOBS.verify),
    jobsIn(JOBS.screen),
  ])
  return counts.every((c) => (typeof c === 'number' ? c : c.length) === 0)
}
