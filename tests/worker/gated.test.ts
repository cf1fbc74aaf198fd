import { cpSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startWorker, WORKER_DEFAULTS, type Worker } from '@/worker/start-worker'
import { useDatabase } from '../helpers/database'
import { submit, useHub } from '../helpers/registry'
import { hasEnded, recordOf, waitFor } from './observe'

useDatabase()
const hub = useHub()
const TOKEN = 'hf_of_the_operator'
const REPO = 'org/gated'

jest.setTimeout(60_000)

let worker: Worker | null = null

beforeAll(() => {
  const repo = path.join(hub().root, REPO)
  cpSync(path.join(hub().root, 'demo', 'tiny-single'), repo, { recursive: true })
  writeFileSync(path.join(repo, '.hub.json'), JSON.stringify({ gated: true, token: TOKEN }))
})
beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  Object.assign(process.env, { HF_TOKEN: TOKEN, HF_GATED_REPOS: REPO })
})
afterEach(async () => {
  await worker?.stop()
  worker = null
})

/** The text of the demo models is at hand without a network. */
const work = async () => (worker = await startWorker({ ...WORKER_DEFAULTS, corpusOf: () => 'demo-text' }))

test('a gated repo that the operator lists is verified by the real verifier, which has no token', async () => {
  await submit({ repo: REPO })
  await work()
  expect(await waitFor(hasEnded)).toMatchObject({
    status: 'accepted',
    attempts: 1,
    verdict: { accepted: true, class: 'A' },
  })
  // The weights were read with the token, by the worker: the verifier reads as everybody does.
  const files = hub().hub.requests.filter(({ path: asked }) => asked.includes(`${REPO}/resolve/`))
  expect(new Set(files.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${TOKEN}`]))
})

test('one that is taken off the list before its run stays blocked', async () => {
  await submit({ repo: REPO })
  process.env.HF_GATED_REPOS = ''
  await work()
  expect(await waitFor(hasEnded)).toMatchObject({ status: 'blocked', reason: { code: 'not-public' }, attempts: 1 })
})

test('one whose owner no longer lets the operator in ends as blocked, with the reason', async () => {
  await submit({ repo: REPO })
  process.env.HF_TOKEN = 'hf_another'
  await work()
  expect(await waitFor(hasEnded)).toMatchObject({ status: 'blocked', reason: { code: 'gated' } })
  expect((await recordOf()).reason?.text).not.toContain('hf_')
})
