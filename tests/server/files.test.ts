import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import zlib from 'node:zlib'
import { compressFiles } from '@/scripts/build/compress'
import { readBuiltFiles } from '@/server/files/built-files'
import { type RunningFront, startFront } from './front-process'
import { request } from './raw'

const SCRIPT = '/_next/static/chunks/app.0a1b.js'
const FACE = '/_next/static/media/face.2c3d.woff2'
const text = 'globalThis.answer = 42\n'.repeat(200)

const next = fs.mkdtempSync(path.join(os.tmpdir(), 'next-'))
const write = (address: string, bytes: string) => {
  const file = path.join(next, address.replace('/_next/', ''))
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, bytes)
}
let front: RunningFront
beforeAll(async () => {
  write(SCRIPT, text)
  write(FACE, 'wOF2'.repeat(500))
  compressFiles(next)
  front = await startFront({
    files: readBuiltFiles(next),
    pages: async (_, response) => void response.writeHead(206, { 'content-length': '4' }).end('Next'),
  })
})
afterAll(async () => {
  await front.stop()
  fs.rmSync(next, { recursive: true })
})
const get = (address: string, headers: Record<string, string> = {}) => request(front.url, 'GET', address, headers)

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['br;q=0, *', 'gzip'],
  ['gzip', 'gzip'],
  ['identity', undefined],
  ['deflate', undefined],
  ['br;q=0, gzip;q=0', undefined],
])('who accepts %s gets %s', async (accepted, coding) => {
  const answer = await fetch(front.url + SCRIPT, { headers: { 'accept-encoding': accepted } })
  expect([answer.status, answer.headers.get('content-encoding') ?? undefined]).toEqual([200, coding])
  expect(await answer.text()).toBe(text)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
})

test('each encoding has a strong tag of its own, and any of them is known again', async () => {
  const tags = await Promise.all(
    ['br', 'gzip', 'identity'].map(
      async (accepted) => (await get(SCRIPT, { 'accept-encoding': accepted })).headers['etag'] ?? '',
    ),
  )
  expect(new Set(tags).size).toBe(3)
  for (const tag of tags) {
    expect(tag).toMatch(/^"/)
    const again = await get(SCRIPT, { 'accept-encoding': 'br', 'if-none-match': tag })
    expect([again.status, again.body, again.headers['etag']]).toEqual([304, '', tag])
  }
})

test('HEAD says what GET would send', async () => {
  const headers = { 'accept-encoding': 'br' }
  const head = await request(front.url, 'HEAD', SCRIPT, headers)
  const length = zlib.brotliCompressSync(text).length
  expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(length)])
})

test('a typeface is not compressed again', async () => {
  const answer = await get(FACE, { 'accept-encoding': 'br' })
  expect([answer.headers['content-encoding'], answer.headers['content-type']]).toEqual([undefined, 'font/woff2'])
})

test.each([
  ['a part of a file', SCRIPT, { range: 'bytes=0-9' }],
  ['a file that is not there', '/_next/static/chunks/other.js', {}],
  ['a compressed copy', `${SCRIPT}.br`, {}],
  ['a way out of the folder', '/_next/static/../BUILD_ID', {}],
])('Next answers for %s', async (_, address, headers) => {
  expect((await get(address, headers)).body).toBe('Next')
})

test('a build that is not there has no files', () => {
  expect(readBuiltFiles(path.join(next, 'nothing')).size).toBe(0)
})
