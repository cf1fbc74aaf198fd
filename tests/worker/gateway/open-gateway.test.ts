import { cpSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { readValue } from '@/lib/hub/safetensors/read-value'
import { childEnvironment } from '@/worker/child/environment'
import { type Gateway, GATEWAY_LIMITS, openGateway } from '@/worker/gateway/open-gateway'
import { withHub, type TestHub } from '../../helpers/hub'
import { temporaryFolder } from '../../helpers/repos'

const TOKEN = 'hf_decoy_of_the_operator'
const REPO = 'org/gated'
const folder = temporaryFolder()
let hub: TestHub
let commit: string
let gateway: Gateway | null = null
const never = new AbortController().signal

beforeAll(async () => {
  for (const repo of [REPO, 'org/other'])
    cpSync('tests/fixtures/hub/demo/tiny-single', path.join(folder.path, repo), { recursive: true })
  writeFileSync(path.join(folder.path, 'org/other', '.hub.json'), JSON.stringify({ gated: true, token: TOKEN }))
  hub = await withHub(folder.path)
})
beforeEach(async () => {
  settings({ gated: true, token: TOKEN })
  Object.assign(process.env, { HF_TOKEN: TOKEN, HF_GATED_REPOS: `${REPO},org/other` })
  const { commit: pinned } = await openCheckpoint({ repo: REPO })
  commit = pinned
})
afterEach(async () => {
  for (const fault of Object.keys(hub.faults) as (keyof TestHub['faults'])[]) delete hub.faults[fault]
  delete process.env.HF_GATED_GATEWAY
  await gateway?.close()
  gateway = null
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})

const settings = (content: object) => writeFileSync(path.join(folder.path, REPO, '.hub.json'), JSON.stringify(content))

async function open(): Promise<string> {
  gateway = await openGateway(REPO, commit, never)
  return gateway?.environment.HF_GATED_GATEWAY ?? ''
}

/** This process takes the place of the verifier: its environment is what the verifier's would be. */
async function asTheVerifier(): Promise<void> {
  await open()
  const environment = childEnvironment(process.env, gateway?.environment)
  delete process.env.HF_TOKEN
  Object.assign(process.env, environment, { NODE_ENV: 'test' })
}

test('the verifier reads the gated repo through it, and has no token', async () => {
  await asTheVerifier()
  expect(JSON.stringify(process.env)).not.toContain(TOKEN)
  const checkpoint = await openCheckpoint({ repo: REPO, revision: commit })
  const tensor = checkpoint.tensors.get('model.layers.1.mlp.down_proj.weight')
  if (tensor === undefined) throw new Error('no such tensor')
  expect(await readValue(checkpoint, tensor, 23, 88)).toMatchObject({ bits: '400b' })
  expect(checkpoint).toMatchObject({ gated: true, commit })
  expect(await checkpoint.readFile?.('tokenizer.json', 10_000_000)).not.toBeNull()
})

test('lists of several pages and redirects to a file server come through, addresses of the Hub do not', async () => {
  const url = await open()
  const pages = await fetch(`${url}/api/models/${REPO}/tree/${commit}?limit=1`)
  const next = /<([^>]+)>/.exec(pages.headers.get('link') ?? '')?.[1] ?? ''
  expect(next.startsWith(`${url}/api/models/${REPO}/tree/${commit}?`)).toBe(true)
  expect((await fetch(next)).status).toBe(200)
  const files = await withFileServer(async () => {
    const answer = await fetch(`${url}/${REPO}/resolve/${commit}/model.safetensors`, {
      headers: { range: 'bytes=8-9' },
      redirect: 'manual',
    })
    return [answer.status, answer.headers.get('location'), await answer.text()]
  })
  expect(files).toEqual([206, null, '{"'])
})

/** A second server stands for the CDN, which must not get the token. */
async function withFileServer<T>(act: () => Promise<T>): Promise<T> {
  const { startHubServer } = await import('@/scripts/hub-server/server')
  const cdnRoot = temporaryFolder()
  cpSync(path.join(folder.path, REPO), path.join(cdnRoot.path, REPO), { recursive: true })
  rmSync(path.join(cdnRoot.path, REPO, '.hub.json'))
  const cdn = await startHubServer({ root: cdnRoot.path })
  process.env.HF_CDN_HOSTS = new URL(cdn.url).host
  hub.faults.redirectLfsTo = cdn.url
  try {
    const result = await act()
    expect(cdn.requests.map(({ authorization }) => authorization)).toEqual([null])
    return result
  } finally {
    delete process.env.HF_CDN_HOSTS
    await cdn.close()
    cdnRoot.remove()
  }
}

test.each([
  ['another repo', () => `/api/models/org/other/revision/${commit}`],
  ['a file of another repo', () => `/org/other/resolve/${commit}/config.json`],
  ['another revision', () => `/${REPO}/resolve/main/config.json`],
  ['another commit', () => `/${REPO}/resolve/${'a'.repeat(40)}/config.json`],
  ['a file that the commit does not list', () => `/${REPO}/resolve/${commit}/secret.txt`],
  ['a path that climbs', () => `/${REPO}/resolve/${commit}/..%2f..%2f..%2fother%2fresolve%2fmain%2fconfig.json`],
  ['broken percent-encoding', () => `/${REPO}/resolve/${commit}/%ff`],
  ['who the token belongs to', () => '/api/whoami-v2'],
  ['a dataset', () => `/api/datasets/${REPO}/revision/${commit}`],
])('%s is not served, and the Hub is not asked', async (_, page) => {
  const url = await open()
  const before = hub.requests.length
  expect((await fetch(`${url}${page()}`)).status).toBe(404)
  expect(hub.requests).toHaveLength(before)
})

test('nothing is served without the secret, or by another method', async () => {
  const url = new URL(await open())
  const before = hub.requests.length
  const page = `api/models/${REPO}/revision/${commit}`
  for (const path of [`/${page}`, `//${page}`, `/${'a'.repeat(43)}/${page}`, `${url.pathname.slice(0, -1)}/${page}`])
    expect((await fetch(`${url.origin}${path}`)).status).toBe(404)
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD'])
    expect((await fetch(`${url.href}/${page}`, { method })).status).toBe(405)
  expect(hub.requests).toHaveLength(before)
})

test('a failure of the Hub is told as the Hub would, without a word of the token', async () => {
  const url = await open()
  settings({ gated: true, token: 'another' })
  const refused = await fetch(`${url}/${REPO}/resolve/${commit}/config.json`)
  expect([refused.status, refused.headers.get('x-error-code'), await refused.text()]).toEqual([403, 'GatedRepo', ''])
  settings({ gated: true, token: TOKEN })
  hub.faults.fail = { status: 503, times: 1 }
  expect((await fetch(`${url}/${REPO}/resolve/${commit}/config.json`)).status).toBe(502)
  hub.faults.fail = { status: 429, times: 1, retryAfter: '7' }
  const slow = await fetch(`${url}/${REPO}/resolve/${commit}/config.json`)
  expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '7'])
})

test('a repo that is not listed, or is open, or a demo gets none; a private one is refused though it is listed', async () => {
  process.env.HF_GATED_REPOS = 'org/other'
  expect(await openGateway(REPO, commit, never)).toBeNull()
  process.env.HF_GATED_REPOS = REPO
  settings({})
  expect(await openGateway(REPO, commit, never)).toBeNull()
  settings({ private: true, token: TOKEN })
  await expect(openGateway(REPO, commit, never)).rejects.toMatchObject({ code: 'missing-repo' })
  settings({ gated: true, token: TOKEN })
  delete process.env.HF_TOKEN
  await expect(openGateway(REPO, commit, never)).rejects.toMatchObject({ code: 'gated' })
})

test('it ends what takes too much', async () => {
  gateway = await openGateway(REPO, commit, never, { ...GATEWAY_LIMITS, readings: 0, apiBytes: 1_000 })
  const file = () => fetch(`${gateway?.environment.HF_GATED_GATEWAY}/${REPO}/resolve/${commit}/tokenizer.json`)
  await expect(file().then((answer) => answer.text())).rejects.toThrow()
  // What is spent stays spent.
  await expect(file().then((answer) => answer.text())).rejects.toThrow()
})

test('it turns away more requests at a time than the verifier makes, who may try again', async () => {
  gateway = await openGateway(REPO, commit, never, { ...GATEWAY_LIMITS, slots: 1, waiting: 1 })
  hub.faults.delayMs = 2_000
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      fetch(`${gateway?.environment.HF_GATED_GATEWAY}/${REPO}/resolve/${commit}/config.json`),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 503, 503])
})

test('it is over with its run', async () => {
  const url = await open()
  await gateway?.close()
  await expect(fetch(`${url}/api/models/${REPO}/revision/${commit}`)).rejects.toThrow()
})
