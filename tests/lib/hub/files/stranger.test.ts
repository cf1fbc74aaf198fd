import { createServer } from 'node:http'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import type { RetryPolicy } from '@/lib/hub/http/retry-policy'

const QUICK: RetryPolicy = { attempts: 3, firstWaitMs: 1, longestWaitMs: 1_500, responseMs: 400, idleMs: 400 }

describe('something else at the address', () => {
  const answering = async (body: string, headers: Record<string, string> = {}) => {
    const server = createServer((_, response) => response.writeHead(200, headers).end(body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    process.env.HF_ENDPOINT = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    return () => {
      delete process.env.HF_ENDPOINT
      server.closeAllConnections()
      server.close()
    }
  }

  test.each([
    ['a log-in page', '<html>', {}],
    ['an empty answer', '', {}],
    ['JSON of another kind', '{"sha": 5}', {}],
    ['JSON without a commit', '{"id": "org/large", "sha": "main"}', {}],
    ['a repo name with a path', `{"id": "../../x", "sha": "${'a'.repeat(40)}"}`, {}],
    [
      'a next page on another host',
      `{"id": "org/large", "sha": "${'a'.repeat(40)}"}`,
      { link: '<http://169.254.169.254/>; rel="next"' },
    ],
  ])('%s is "unreachable"', async (_, body, headers) => {
    const stop = await answering(body, headers)
    try {
      await expect(openCheckpoint({ repo: 'org/large', retryPolicy: QUICK })).rejects.toMatchObject({
        name: 'HubError',
        code: 'unreachable',
      })
    } finally {
      stop()
    }
  })

  test('an answer without end is cut off', async () => {
    const stop = await answering(`[${'0,'.repeat(4_000_000)}0]`)
    try {
      await expect(openCheckpoint({ repo: 'org/large', retryPolicy: QUICK })).rejects.toMatchObject({
        name: 'HubError',
        code: 'too-large',
        permanent: true,
      })
    } finally {
      stop()
    }
  })
})
