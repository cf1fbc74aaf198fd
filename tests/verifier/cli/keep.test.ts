/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { endReadingProcess } from '@/lib/checkpoints/reading/read-in-process'
import { closeQueue } from '@/lib/jobs/queue'
import { KeepAnswer } from '@/lib/keep/answers/schema'
import { importLiterature } from '@/lib/literature/import'
import { answerApi } from '@/server/api/answer'
import { fileFor, SINGLE, submit } from '@/tests/app/api/filed'
import { useDatabase } from '@/tests/helpers/database'
import { FIXTURE_HUB, goldenOf } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { startFront, type RunningFront } from '@/tests/server/front-process'
import { runCli } from '@/verifier/cli/program'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(60_000)

const TRIPLE = goldenOf('tiny-set').planted.map(({ layer, row, col }) => `${layer}:${row}:${col}`)
const place = mkdtempSync(path.join(os.tmpdir(), 'superweights keep '))
useDatabase({ keep: true })
let hub: TestHub
let registry: RunningFront
beforeAll(async () => {
  hub = await withHub(FIXTURE_HUB)
  await importLiterature()
  await fileFor(await submit({ repo: 'demo/tiny-set', coordinates: TRIPLE }))
  await fileFor(await submit(SINGLE))
  registry = await startFront({ api: answerApi, pages: async (_, response) => void response.writeHead(404).end() })
  process.env.SUPERWEIGHTS_REGISTRY = registry.url
})
afterAll(async () => {
  delete process.env.SUPERWEIGHTS_REGISTRY
  await registry.stop()
  await closeQueue()
  await endReadingProcess()
  await hub.close()
  rmSync(place, { recursive: true })
  removeCaches()
})

/** Runs the command in this process: another one takes seconds to start. */
async function keep(...args: string[]) {
  let stdout = ''
  const stderr = new PassThrough()
  const code = await runCli(['keep', ...args], {
    stdout: { write: (text) => (stdout += text) },
    stderr,
    signal: new AbortController().signal,
    debug: false,
    readyHub: () => Promise.reject(new Error('A hub was asked for.')),
  })
  return { code, stdout, stderr: String(stderr.read() ?? '') }
}

test('a verified set is printed with what it rests on, its damage and its record', async () => {
  const { code, stdout, stderr } = await keep('demo/tiny-set')
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('Keep these 3 weights in high precision: verified here.')
  expect(stdout).toMatch(/^1\. Verified here: class B, R = infinite, measured at commit [0-9a-f]{40}$/m)
  expect(stdout).toMatch(/^ {3}model\.layers\.1\.mlp\.down_proj\.weight\[41, 130\] = -?[\d.]+$/m)
  expect(stdout).toMatch(new RegExp(`^ {3}(SS-\\d{6}): ${registry.url}/sets/\\1$`, 'm'))
  expect(stdout).toContain('npx superweights keep demo/tiny-set --for llama.cpp')
})

test.each([
  'llama.cpp',
  'gptq',
  'awq',
  'autoround',
  'llm-compressor',
  'torchao',
  'bitsandbytes',
  'modelopt',
  'mlx',
  'json',
])('--for %s prints the list alone, as the API gives it, and its use beside it', async (tool) => {
  const { code, stdout, stderr } = await keep('demo/tiny-set', '--for', tool)
  const list = await fetch(`${registry.url}/api/v1/keep/demo/tiny-set?format=${tool}`)
  expect([code, stdout]).toEqual([0, await list.text()])
  expect(stderr).toContain(`superweights: For ${tool}. `)
  expect(stderr).toContain('The smallest thing that it can keep is a ')
})

test('as a program: --out writes the list to a file, in another case of the name too', async () => {
  const { code, stdout } = await superweights(['keep', 'HuggyLlama/LLAMA-7b', '--for', 'json', '--out', 'keep.json'], {
    cwd: place,
    env: { SUPERWEIGHTS_REGISTRY: registry.url },
  })
  expect([code, stdout]).toEqual([0, ''])
  expect(JSON.parse(readFileSync(path.join(place, 'keep.json'), 'utf8'))).toMatchObject({
    repo: 'huggyllama/llama-7b',
    weights: [{ row: 3968, col: 7003 }],
  })
})

test('--json is the answer as the API gives it', async () => {
  const { stdout } = await keep('https://huggingface.co/huggyllama/llama-7b', '--json')
  expect(KeepAnswer.parse(JSON.parse(stdout)).entries).toMatchObject([{ evidence: 'published' }])
})

test('a model without a known super weight exits 4 and says how to search it', async () => {
  const { code, stdout } = await keep('demo/tiny-plain')
  expect(code).toBe(4)
  expect(stdout).toContain('No super weight of this model is known.')
  expect(stdout).toContain('Search the model yourself: npx superweights find demo/tiny-plain')
})

test('a misspelt model is answered with the one that may be meant', async () => {
  const { code, stderr } = await keep('demo/tiny-singel')
  expect(code).not.toBe(0)
  expect(stderr).toContain('There is no public model demo/tiny-singel on the Hub')
  expect(stderr).toContain('Did you mean demo/tiny-single?')
})

test('a model whose super weight is gone has nothing to keep, and exits 4', async () => {
  const { code, stdout } = await keep('demo/single-zeroed')
  expect(code).toBe(4)
  expect(stdout).toContain('nothing of it is left to keep')
  expect(stdout).toContain('layer 1 [23, 88] is gone: 0 instead of 2.171875')
})

test.each([
  ['demo/no-such-model', 'There is no public model demo/no-such-model on the Hub'],
  ['parity/gpt2-missing', 'There is no public model parity/gpt2-missing on the Hub'],
])('%s, which the Hub does not show, exits 3 with what the registry says', async (repo, why) => {
  const { code, stdout, stderr } = await keep(repo)
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toMatch(new RegExp(`^superweights: ${why}`))
})

describe('what is no registry', () => {
  let other: Server
  const started = async (answer: RequestListener) => {
    other = createServer(answer)
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  }
  afterEach(() => new Promise<void>((resolve) => void other.close(() => resolve())))

  test('is asked again as it says when it limits us, and then answers', async () => {
    const answer = await (await fetch(`${registry.url}/api/v1/keep/demo/tiny-set`)).text()
    let asked = 0
    const url = await started((_, response) => {
      if (++asked > 1) response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
      else response.writeHead(429, { 'retry-after': '1' }).end(JSON.stringify({ detail: 'Too many requests.' }))
    })
    const { code, stderr } = await keep('demo/tiny-set', '--registry', url)
    expect([code, asked, stderr]).toEqual([0, 2, 'superweights: Too many requests. Asking again in 1 s.\n'])
  })

  test.each([
    ['a page', 200, '<html></html>', 'did not answer as a registry that this program knows'],
    ['an error without words', 500, '', 'answered 500 to a request for /api/v1/keep/demo/tiny-set: is it a registry'],
    ['more than an answer has', 200, `"${'x'.repeat(17_000_000)}"`, 'has more than 16 MB'],
    ['a refusal', 422, JSON.stringify({ detail: 'Not\u001b[31m read.' }), 'Not [31m read.'],
    ['a long pause', 429, JSON.stringify({ detail: 'Come back tomorrow.' }), 'Come back tomorrow.'],
  ])('%s exits 3 with a sentence', async (_, status, body, why) => {
    const url = await started((__, response) => response.writeHead(status, { 'retry-after': '86400' }).end(body))
    const { code, stdout, stderr } = await keep('demo/tiny-set', '--registry', url)
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain(why)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('nothing at the address exits 3 and says what to do', async () => {
    const url = await started((_, response) => response.end())
    await new Promise<void>((resolve) => void other.close(() => resolve()))
    const { code, stderr } = await keep('demo/tiny-set', '--registry', url)
    expect([code, stderr]).toEqual([
      3,
      `superweights: The registry ${url} could not be reached (ECONNREFUSED). Start one with "npm start", or name another with --registry.\n`,
    ])
  })
})
