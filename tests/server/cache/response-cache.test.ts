import { setImmediate } from 'node:timers/promises'
import type { Tags } from '@/lib/http/tags'
import { type CachePolicy, ResponseCache } from '@/server/cache/response-cache'
import { type StoredResponse, storedResponse } from '@/server/cache/stored-response'

const answer = (text: string, status = 200): StoredResponse =>
  storedResponse({ status, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text), name: text })

let cache: ResponseCache
let made: string[]
beforeEach(() => {
  cache = new ResponseCache()
  cache.trust(true)
  made = []
})

/** Asks for an answer that says how often it was made. */
async function ask(key: string, tags: Tags, { status = 200, leastMs = 0 } = {}): Promise<string> {
  const make = async () => {
    made.push(key)
    return answer(`${key} ${made.length}`, status)
  }
  return (await cache.getOrMake({ key, tags, leastMs }, make)).body.toString()
}

/** An answer that is made when the test says so. */
function held(key: string, tags: Tags, policy: Pick<CachePolicy, 'patience'> = {}) {
  let finish = (_: StoredResponse) => {}
  const making = cache.getOrMake({ key, tags, ...policy }, () => new Promise((resolve) => (finish = resolve)))
  return { finish: () => finish(answer('held')), text: making.then(({ body }) => body.toString()) }
}

test('an answer is made once, and again when what it is made from has changed', async () => {
  expect([await ask('a', ['weight:7']), await ask('a', ['weight:7'])]).toEqual(['a 1', 'a 1'])
  cache.changed(['weight', 'weight:8'])
  expect(await ask('a', ['weight:7'])).toBe('a 1')
  cache.changed(['weight', 'weight:7'])
  expect(await ask('a', ['weight:7'])).toBe('a 2')
})

test('an answer made from anything goes with every change, one made from nothing with none', async () => {
  await ask('any', 'anything')
  await ask('none', [])
  cache.changed(['set', 'set:1'])
  expect([cache.get('any'), cache.get('none')]).toEqual([undefined, expect.anything()])
})

test('those who ask at the same time get one and the same', async () => {
  expect(await Promise.all([ask('a', []), ask('a', []), ask('a', [])])).toEqual(['a 1', 'a 1', 'a 1'])
})

test('what was begun before a change is neither kept nor given to who asks after it', async () => {
  const before = held('a', ['weight:7'])
  cache.changed(['weight:7'])
  const after = ask('a', ['weight:7'])
  before.finish()
  expect([await before.text, await after, await ask('a', ['weight:7'])]).toEqual(['held', 'a 1', 'a 1'])
})

test('a change of something else leaves what is being made alone', async () => {
  const making = held('a', ['weight:7'])
  cache.changed(['weight:8'])
  const joined = ask('a', ['weight:7'])
  making.finish()
  expect([await making.text, await joined]).toEqual(['held', 'held'])
})

test('only a 200 is kept and shared', async () => {
  expect(await Promise.all([ask('a', [], { status: 404 }), ask('a', [], { status: 404 })])).toEqual(['a 1', 'a 2'])
  expect(await ask('a', [])).toBe('a 3')
})

test('one that could not be made fails whoever made it, and nobody else', async () => {
  const failing = cache.getOrMake({ key: 'a', tags: [] }, () => Promise.reject(new Error('broken')))
  const other = ask('a', [])
  await expect(failing).rejects.toThrow('broken')
  expect(await other).toBe('a 1')
})

test('nothing is kept while changes are not heard, nor across such a time', async () => {
  await ask('a', [])
  cache.trust(false)
  expect([await ask('a', []), await ask('a', [])]).toEqual(['a 2', 'a 3'])
  cache.trust(true)
  expect([await ask('a', []), await ask('a', [])]).toEqual(['a 4', 'a 4'])
})

test('what is begun while changes are heard, and ends when they are not, is not kept', async () => {
  const making = held('a', [])
  cache.trust(false)
  making.finish()
  await making.text
  cache.trust(true)
  expect(cache.get('a')).toBeUndefined()
})

test('one with a least age is given that long after it was made, and then made again', async () => {
  const often = { leastMs: 50 }
  await ask('a', 'anything', often)
  cache.changed(['weight'])
  expect(await ask('a', 'anything', often)).toBe('a 1')
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(await ask('a', 'anything', often)).toBe('a 2')
  await new Promise((resolve) => setTimeout(resolve, 60))
  cache.changed(['weight'])
  expect(await ask('a', 'anything', often)).toBe('a 3')
})

test('while a changed answer takes long, the previous one is given, and the new one as soon as it is made', async () => {
  const patience = { ms: 1, maxAgeMs: 60_000 }
  await ask('a', ['weight:7'])
  cache.changed(['weight:7'])
  const late = held('a', ['weight:7'], { patience })
  expect(await late.text).toBe('a 1')
  late.finish()
  await setImmediate()
  expect(await ask('a', ['weight:7'])).toBe('held')
})

test('a previous answer that is too old is not given', async () => {
  await ask('a', ['weight:7'])
  cache.changed(['weight:7'])
  const late = held('a', ['weight:7'], { patience: { ms: 1, maxAgeMs: 0 } })
  setTimeout(late.finish, 20)
  expect(await late.text).toBe('held')
})
