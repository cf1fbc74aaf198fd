import vm from 'node:vm'
import { describeError, messageOf } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { db } from '@/lib/db'
import { useDatabase } from '../../helpers/database'

/** As it stands in a log. */
const written = (error: unknown) => JSON.stringify(describeError(error))

test('an error is described with its stack and its causes', () => {
  const error = new TypeError('outer', { cause: new Error('inner') })
  expect(describeError(error)).toMatchObject({
    name: 'TypeError',
    message: 'outer',
    stack: expect.stringContaining('describe.test'),
    cause: { name: 'Error', message: 'inner' },
  })
})

test.each([
  ['a plain object', { kind: 'DatabaseNotReachable', host: 'db' }, 'DatabaseNotReachable'],
  ['an object with a message', { message: 'no route to host', code: 'EHOSTUNREACH' }, 'no route to host'],
  [
    'an error whose cause is a plain object',
    new Error('query failed', {
      cause: { originalCode: '57P01', kind: 'postgres', originalMessage: 'terminating connection' },
    }),
    'terminating connection',
  ],
  ['an error of another realm', vm.runInNewContext('new Error("from elsewhere")'), 'from elsewhere'],
  [
    'an AggregateError',
    new AggregateError([new Error('::1 refused'), new Error('127.0.0.1 refused')], ''),
    '127.0.0.1 refused',
  ],
  ['a text', 'just words', 'just words'],
  ['nothing', undefined, 'undefined'],
])('%s is told by what it holds', (_, error, words) => {
  expect(written(error)).toContain(words)
  expect(written(error)).not.toContain('[object Object]')
})

test('what cannot be written as JSON is told all the same', () => {
  const circle: Record<string, unknown> = { name: 'Circle' }
  circle['self'] = circle
  expect(messageOf(circle)).toMatch(/cannot be written as JSON/)
  expect(written({ code: 1n })).toContain('"code":"1"')
})

test('an endless text is cut', () => {
  expect(messageOf({ query: 'x'.repeat(100_000) }).length).toBeLessThan(3_000)
})

test('an error given to the log as it is does not become {}', () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  log('warn', 'odd', { error: new Error('why'), size: 2n })
  expect(JSON.parse(String(said.mock.calls[0]?.[0]))).toMatchObject({
    message: 'odd',
    error: { message: 'why' },
    size: '2',
  })
  said.mockRestore()
})

describe('with a database', () => {
  useDatabase()

  test("Prisma's error of a raw query says PostgreSQL's own code and words", async () => {
    const error: unknown = await db.$queryRaw`select 1 / 0`.catch((thrown: unknown) => thrown)
    expect(written(error)).toContain('22012')
    expect(written(error)).toContain('division by zero')
    expect(written(error)).not.toContain('[object Object]')
  })
})
