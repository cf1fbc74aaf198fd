import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cached } from '@/lib/disk/data-cache'
import { temporaryFolder } from '@/tests/helpers/repos'

const place = temporaryFolder()
afterAll(() => place.remove())
afterEach(() => {
  delete process.env.DATA_DIR
})

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()
/** Makes "fresh" and counts how often. */
function counted() {
  const made = { times: 0 }
  const make = async () => {
    made.times++
    return new Uint8Array(Buffer.from('fresh'))
  }
  return { made, make }
}

test('bytes are made once and kept; what is kept and no good is made anew', async () => {
  process.env.DATA_DIR = path.join(place.path, 'data')
  const { made, make } = counted()
  const get = () => cached('a/b', (bytes) => text(bytes) === 'fresh', make)
  expect([text(await get()), text(await get()), made.times]).toEqual(['fresh', 'fresh', 1])
  const file = path.join(place.path, 'data', 'cache', 'a', 'b')
  writeFileSync(file, 'stale')
  expect([text(await get()), made.times, readFileSync(file, 'utf8')]).toEqual(['fresh', 2, 'fresh'])
  expect(readdirSync(path.dirname(file))).toEqual(['b'])
})

test('where nothing can be kept, the bytes are there all the same', async () => {
  writeFileSync(path.join(place.path, 'file'), '')
  process.env.DATA_DIR = path.join(place.path, 'file', 'below a file')
  const { make } = counted()
  expect(text(await cached('a/b', () => true, make))).toBe('fresh')
})

test('what making them throws is passed on', async () => {
  process.env.DATA_DIR = path.join(place.path, 'data')
  await expect(
    cached(
      'c',
      () => true,
      () => Promise.reject(new Error('unreachable')),
    ),
  ).rejects.toThrow('unreachable')
})
