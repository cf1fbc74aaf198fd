import http, { type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { db } from '@/lib/db'
import { internalError } from '@/lib/errors/internal'
import { notePageError } from '@/lib/http/broken-page'
import { outageOf } from '@/lib/http/outage'
import { signal } from '@/scripts/processes/alive'
import { pageOrFailure } from '@/server/page-or-failure'
import { useOwnServer } from '../helpers/own-server'

const database = useOwnServer()

let server: http.Server | null = null
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** Serves one page as Next would, with the failure's own answer in front of it. */
async function served(page: (...exchange: Parameters<RequestListener>) => Promise<void>): Promise<string> {
  server = http.createServer((request, response) => {
    void pageOrFailure(
      response,
      () => page(request, response),
      (cause) => {
        const { status, code, headers } = outageOf(cause) ?? internalError()
        return new Response(`refused: ${code}`, { status, headers })
      },
    )
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const get = async (url: string) => {
  const response = await fetch(url, { headers: { connection: 'close' } })
  return {
    status: response.status,
    text: await response.text(),
    retryAfter: response.headers.get('retry-after'),
    kind: response.headers.get('x-kind'),
  }
}

const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })

test('a page that is made is sent as it is', async () => {
  const url = await served(async (_, response) => {
    response.setHeader('x-kind', 'page')
    response.write('a ')
    response.end('page')
  })
  expect(await get(url)).toEqual({ status: 200, text: 'a page', retryAfter: null, kind: 'page' })
})

test.each([
  ['writeHead', (response: http.ServerResponse) => void response.writeHead(500, { 'x-kind': 'next' })],
  ['statusCode', (response: http.ServerResponse) => void Object.assign(response, { statusCode: 500 })],
] satisfies [string, (response: http.ServerResponse) => void][])(
  'a page that broke because the database is down (%s) is 503 with Retry-After, and nothing of it is sent',
  async (_, say500) => {
    const url = await served(async (__, response) => {
      response.setHeader('content-encoding', 'gzip')
      await Promise.resolve()
      notePageError(new Error('the page failed', { cause: refused }))
      notePageError(new Error('a later one'))
      say500(response)
      response.write('half a page')
      response.end('the rest')
    })
    expect(await get(url)).toEqual({ status: 503, text: 'refused: database-unavailable', retryAfter: '5', kind: null })
  },
)

test.each([
  ['of which Next told', () => notePageError(new TypeError('a mistake'))],
  ['of which nobody told', () => undefined],
])('a page that broke by itself (%s) stays 500, and nothing of it is sent', async (_, tell) => {
  const url = await served(async (__, response) => {
    tell()
    response.writeHead(500, { 'x-kind': 'next' })
    response.end('our fault')
  })
  expect(await get(url)).toMatchObject({ status: 500, text: 'refused: internal', kind: null })
})

test('a page that waits for a frozen database is 503 while it is frozen', async () => {
  await db.account.count()
  const url = await served(async (_, response) => {
    response.end(String(await db.account.count()))
  })
  const everyone = database.everyone()
  for (const pid of everyone) signal(pid, 'SIGSTOP')
  try {
    expect(await get(url)).toMatchObject({ status: 503, text: 'refused: database-unavailable' })
  } finally {
    for (const pid of everyone) signal(pid, 'SIGCONT')
  }
})
