import { once } from 'node:events'
import { cpSync, truncateSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { type Gateway, GATEWAY_LIMITS, openGateway } from '@/worker/gateway/open-gateway'
import { withHub, type TestHub } from '../../helpers/hub'
import { temporaryFolder } from '../../helpers/repos'

const TOKEN = 'hf_decoy_of_the_operator'
const REPO = 'org/gated'
/** More than sockets and streams hold between Hub and verifier. */
const LARGE = 64 * 1024 * 1024
/** One place, which whatever hangs would keep. */
const SHORT = { ...GATEWAY_LIMITS, slots: 1, responseMs: 500, idleMs: 500, requestMs: 500 }

const folder = temporaryFolder()
let hub: TestHub
let gateway: Gateway | null = null

beforeAll(async () => {
  const repo = path.join(folder.path, REPO)
  cpSync('tests/fixtures/hub/demo/tiny-single', repo, { recursive: true })
  writeFileSync(path.join(repo, '.hub.json'), JSON.stringify({ gated: true, token: TOKEN }))
  writeFileSync(path.join(repo, 'large.bin'), '')
  truncateSync(path.join(repo, 'large.bin'), LARGE)
  hub = await withHub(folder.path)
  Object.assign(process.env, { HF_TOKEN: TOKEN, HF_GATED_REPOS: REPO })
})
afterEach(async () => {
  for (const fault of Object.keys(hub.faults) as (keyof TestHub['faults'])[]) delete hub.faults[fault]
  await gateway?.close()
  gateway = null
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})

/** @returns where a file is read */
async function open(): Promise<(file: string) => URL> {
  const { commit } = await openCheckpoint({ repo: REPO })
  gateway = await openGateway(REPO, commit, new AbortController().signal, SHORT)
  return (file) => new URL(`${gateway?.environment.HF_GATED_GATEWAY}/${REPO}/resolve/${commit}/${file}`)
}

test('a Hub that does not answer is given up, and may be asked again', async () => {
  const at = await open()
  hub.faults.delayMs = 600_000
  expect((await fetch(at('config.json'))).status).toBe(502)
  delete hub.faults.delayMs
  expect((await fetch(at('config.json'))).status).toBe(200)
})

test('a Hub that stops in the middle of a file is given up: the verifier sees that the rest does not come', async () => {
  const at = await open()
  hub.faults.cut = { afterBytes: 1_000, times: 1, leaveOpen: true }
  const answer = await fetch(at('model.safetensors'))
  expect(answer.status).toBe(200)
  await expect(answer.arrayBuffer()).rejects.toThrow()
  expect((await fetch(at('model.safetensors'))).status).toBe(200)
})

test('a slow Hub is not given up while it sends', async () => {
  const at = await open()
  hub.faults.delayMs = SHORT.responseMs / 2
  for (let i = 0; i < 4; i++) expect((await fetch(at('config.json'))).status).toBe(200)
})

test('a verifier that does not take what it asked for loses its place', async () => {
  const at = await open()
  const { socket } = await connect(at('large.bin'))
  socket.write(requestFor(at('large.bin')))
  await once(socket, 'readable')
  // Nothing is read: what is sent fills the buffers, and stays there.
  expect((await fetch(at('config.json'))).status).toBe(200)
  socket.destroy()
})

test('a request that does not arrive is not waited for', async () => {
  const at = await open()
  const { socket, closed } = await connect(at('config.json'))
  socket.write(requestFor(at('config.json')).slice(0, -2))
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /)
  await closed
})

const requestFor = ({ host, pathname }: URL) => `GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\n\r\n`

async function connect({ hostname, port }: URL): Promise<{ socket: net.Socket; closed: Promise<unknown> }> {
  const socket = net.connect(Number(port), hostname)
  const closed = once(socket, 'close')
  socket.on('error', () => undefined) // a reset is an end as good as any
  await once(socket, 'connect')
  return { socket, closed }
}

async function text(socket: net.Socket): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of socket as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
