import type { ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Report } from '@/lib/protocol'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { removeCaches, superweights, type Finished } from './superweights'

jest.setTimeout(120_000)

const place = mkdtempSync(path.join(os.tmpdir(), 'superweights storage '))
let hub: TestHub
beforeAll(async () => {
  cpSync(path.join(FIXTURE_HUB, 'demo', 'tiny-single'), path.join(place, 'hub', 'acme', 'small'), { recursive: true })
  hub = await withHub(path.join(place, 'hub'))
})
afterAll(async () => {
  await hub.close()
  rmSync(place, { recursive: true })
  removeCaches()
})

/** Detects on the hub and tells how often weights were asked for. */
async function detect(home: string, ...options: string[]): Promise<number> {
  const before = hub.requests.length
  const { code, stdout, stderr } = await superweights(['detect', 'acme/small', ...options], {
    cwd: place,
    env: { HF_ENDPOINT: hub.url, HF_HOME: home },
  })
  expect(stderr).toBe('')
  expect(stdout).toContain('model.layers.1.mlp.down_proj.weight[23, 88]')
  expect(code).toBe(0)
  return hub.requests.slice(before).filter(({ path: asked }) => asked.endsWith('.safetensors')).length
}

test("weights stay in the Hub's cache, so that the second run asks for less; with --no-cache nothing stays", async () => {
  const [kept, none] = [path.join(place, 'kept'), path.join(place, 'none')]
  const first = await detect(kept)
  expect(existsSync(path.join(kept, 'hub', 'models--acme--small'))).toBe(true)
  expect(await detect(kept)).toBeLessThan(first)
  await detect(none, '--no-cache')
  expect(existsSync(none)).toBe(false)
})

const weightsAsked = () => hub.requests.filter(({ path: asked }) => asked.endsWith('.safetensors')).length

async function verify(home: string, ...options: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await superweights(
    ['verify', 'acme/small', '1:23:88', '--corpus', 'demo-text', '--json', ...options],
    { cwd: place, env: { HF_ENDPOINT: hub.url, HF_HOME: home } },
  )
  expect([code, stderr]).toEqual([0, ''])
  return { ...Report.parse(JSON.parse(stdout)), started_at: null, finished_at: null }
}

test('a report has the same numbers with --no-cache as without', async () => {
  expect(await verify(path.join(place, 'none'), '--no-cache')).toEqual(await verify(path.join(place, 'kept')))
})

/** Streams from a hub that takes its time; once layers are read, `then` happens to the run. @returns how it ended, and how long after */
async function streamUntil(then: (child: ChildProcess) => void): Promise<Finished & { readonly ms: number }> {
  hub.faults.delayMs = 300
  let since = 0
  const whenReading = async (child: ChildProcess) => {
    for (const before = weightsAsked(); child.exitCode === null && weightsAsked() < before + 20;) await sleep(10)
    since = performance.now()
    then(child)
  }
  try {
    const finished = await superweights(['detect', 'acme/small', '--no-cache'], {
      cwd: place,
      env: { HF_ENDPOINT: hub.url, HF_HOME: path.join(place, 'none') },
      onStart: (child) => void whenReading(child),
    })
    return { ...finished, ms: performance.now() - since }
  } finally {
    delete hub.faults.delayMs
    delete hub.faults.fail
  }
}

test('a run that streams ends at once when it is interrupted, and when the hub refuses to go on', async () => {
  const interrupted = await streamUntil((child) => child.kill('SIGINT'))
  expect(interrupted).toMatchObject({ code: 130, stdout: '' })
  expect(interrupted.ms).toBeLessThan(2_000)
  const refused = await streamUntil(() => (hub.faults.fail = { status: 403, times: 99 }))
  expect(refused).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^superweights: The Hub refuses access to acme\/small \(403\)/m),
  })
  // What was asked before still takes its time.
  expect(refused.ms).toBeLessThan(4_000)
})
