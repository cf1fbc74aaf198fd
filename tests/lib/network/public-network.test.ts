import dns from 'node:dns'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fetch } from 'undici'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { dispatcherFor, isPrivateHost, isPublicAddress, privateAddressIn } from '@/lib/network/public-network'
import { isTrustedHost } from '@/lib/hub/http/redirect'
import { startHubServer } from '@/scripts/hub-server/server'
import { withHub } from '@/tests/helpers/hub'
import { makeRepo, smallRepo, temporaryFolder } from '@/tests/helpers/repos'

/** The look-ups that were made, each answered by the next of the addresses given. */
function answerLookups(...answers: readonly (readonly string[])[]): string[] {
  const asked: string[] = []
  const lookup = (
    hostname: string,
    _options: unknown,
    callback: (error: null, addresses: { address: string; family: number }[]) => void,
  ) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(hostname)
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  jest.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup)
  return asked
}
afterEach(() => jest.restoreAllMocks())

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  '127.0.0.1',
  '127.255.0.1',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '0.1.2.3',
  '224.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '198.18.0.1',
  '240.0.0.1',
  '::1',
  '::',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
  '100::1',
  '',
  'localhost',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://[::ffff:7f00:1]/',
  'http://[::1]:80/',
  'http://127\u30020.0.1/',
])('%s is refused before anything is sent, however the address is spelled', (url) => {
  expect(() => dispatcherFor(url, false)).toThrow(/not on the public Internet/)
  expect(isPrivateHost(url)).toBe(true)
})

test('who named a host decides where it may lie', () => {
  expect(isTrustedHost('https://huggingface.co', 'https://huggingface.co/x')).toBe(false)
  expect(isTrustedHost('https://huggingface.co', 'https://cas-bridge.xethub.hf.co/x')).toBe(false)
  expect(isTrustedHost('https://hub.corp.example', 'https://hub.corp.example/x')).toBe(true)
  expect(isTrustedHost('https://hub.corp.example', 'https://files.corp.example/x')).toBe(false)
  expect(isTrustedHost('http://127.0.0.1:8080', 'http://10.0.0.7/x')).toBe(true)
  expect(isTrustedHost('http://localhost:8080', 'http://127.0.0.1/x')).toBe(true)
})

describe('a server on this machine', () => {
  let server: Server
  let hits = 0
  let port = 0
  beforeAll(async () => {
    server = createServer((_, response) => {
      hits++
      response.end('secret')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())
  beforeEach(() => (hits = 0))

  const attempt = async (host: string) => {
    const url = `http://${host}:${port}/`
    return fetch(url, { dispatcher: dispatcherFor(url, false), headers: { connection: 'close' } }).catch(
      (error: unknown) => privateAddressIn(error)?.message ?? error,
    )
  }

  test('is not reached through a name that leads to it', async () => {
    answerLookups(['127.0.0.1'])
    expect(await attempt('cdn.example')).toBe('cdn.example leads to 127.0.0.1, which is not on the public Internet')
    expect(hits).toBe(0)
  })

  test('nor through one of several addresses of a name', async () => {
    answerLookups(['8.8.8.8', '127.0.0.1'])
    expect(await attempt('two.example')).toMatch(/leads to 127\.0\.0\.1/)
    expect(hits).toBe(0)
  })

  test('nor through a name that answers otherwise the second time: the look-up that is checked is the one that connects', async () => {
    const asked = answerLookups(['127.0.0.1'], ['8.8.8.8'])
    expect(await attempt('rebinding.example')).toMatch(/leads to 127\.0\.0\.1/)
    expect(asked).toEqual(['rebinding.example'])
    expect(hits).toBe(0)
  })

  test('is reached where the operator named it', async () => {
    answerLookups(['127.0.0.1'])
    const url = `http://127.0.0.1:${port}/`
    expect(await (await fetch(url, { dispatcher: dispatcherFor(url, true) })).text()).toBe('secret')
  })
})

test('a redirect of the Hub to a name that leads into this network ends the reading, for good and with the reason', async () => {
  const folder = temporaryFolder()
  makeRepo(folder.path, 'org/small', smallRepo())
  const hub = await withHub(folder.path)
  const inside = await startHubServer({ root: folder.path })
  try {
    const portOf = (url: string) => new URL(url).port
    answerLookups(['127.0.0.1'])
    process.env.HF_ENDPOINT = `http://hub.example:${portOf(hub.url)}`
    process.env.HF_CDN_HOSTS = `files.example:${portOf(inside.url)}`
    expect(await openCheckpoint({ repo: 'org/small' })).toMatchObject({ repo: 'org/small' })
    hub.faults.redirectLfsTo = `http://files.example:${portOf(inside.url)}`
    await expect(openCheckpoint({ repo: 'org/small' })).rejects.toMatchObject({
      code: 'unreachable',
      permanent: true,
      message: expect.stringContaining('files.example leads to 127.0.0.1'),
    })
    expect(inside.requests).toEqual([])
  } finally {
    await inside.close()
    await hub.close()
    folder.remove()
  }
})
