import { symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { listFiles } from '@huggingface/hub'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, temporaryFolder } from '@/tests/helpers/repos'

const folder = temporaryFolder()
let hub: TestHub

beforeAll(async () => {
  makeRepo(folder.path, 'org/model', { 'config.json': '{"a": 1}\n' })
  writeFileSync(path.join(folder.path, 'secret.txt'), 'secret')
  symlinkSync(path.join(folder.path, 'secret.txt'), path.join(folder.path, 'org/model/link.txt'))
  hub = await withHub(folder.path)
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})

describe('nothing outside the folder can be read', () => {
  /** fetch tidies an address; a socket sends it as it is. */
  const raw = (target: string) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(hub.url)
      const socket = connect(Number(port), hostname, () =>
        socket.write(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
      )
      let text = ''
      socket
        .on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
        .on('end', () => resolve(text))
        .on('error', reject)
    })

  test.each([
    '/org/model/resolve/main/../../../../secret.txt',
    '/org/model/resolve/main/..%2f..%2fsecret.txt',
    '/org/model/resolve/main/%2e%2e/%2e%2e/secret.txt',
    '/../secret.txt/resolve/main/x',
    '/%2e%2e/x/resolve/main/secret.txt',
    '/org/..%5c..%5c/resolve/main/secret.txt',
    '/org/model/resolve/main//secret.txt',
    '/org/model/resolve/main/link.txt',
    '/org/model/resolve/main/secret.txt%00',
    '/org/%zz/resolve/main/secret.txt',
    'http://127.0.0.1/secret.txt',
    '/./org/resolve/main/secret.txt',
  ])('%s', async (target) => {
    const answer = await raw(target)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer).not.toMatch(/\r\n\r\nsecret/)
  })

  test('a symbolic link is not listed', async () => {
    const names: string[] = []
    for await (const file of listFiles({ repo: 'org/model', hubUrl: hub.url })) names.push(file.path)
    expect(names).toContain('config.json')
    expect(names).not.toContain('link.txt')
  })
})

test('a large body is refused', async () => {
  const response = await fetch(`${hub.url}/api/models/org/model/paths-info/main`, {
    method: 'POST',
    body: JSON.stringify({ paths: ['x'.repeat(1_100_000)] }),
  })
  expect(response.status).toBe(400)
})
