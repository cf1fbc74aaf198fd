import http from 'node:http'
import { once } from 'node:events'
import { startFront } from './front-process'
import { request } from './raw'

test('a stop lets an answer in progress end, and takes no further request', async () => {
  let end: () => void = () => undefined
  const front = await startFront({
    pages: async (_, response) => {
      response.write('begun, ')
      end = () => response.end('ended')
    },
  })
  const agent = new http.Agent({ keepAlive: true })
  const [incoming] = (await once(http.get(`${front.url}/_next/static/long.js`, { agent }), 'response')) as [
    http.IncomingMessage,
  ]
  const stopped = front.stop()
  end()
  let text = ''
  for await (const part of incoming) text += String(part)
  await stopped
  expect(text).toBe('begun, ended')
  await expect(request(front.url, 'GET', '/')).rejects.toThrow('ECONNREFUSED')
  agent.destroy()
})

test('events, which never end, do not hold a stop up, and their source hears of it', async () => {
  let gone: Promise<unknown> = Promise.reject(new Error('never asked'))
  gone.catch(() => undefined)
  const front = await startFront({
    pages: async (_, response) => {
      gone = once(response, 'close')
      response.setHeader('content-type', 'text/event-stream')
      response.write('retry: 2000\n\n')
    },
  })
  const [incoming] = (await once(http.get(`${front.url}/api/v1/submissions/SUB-000001/events`), 'response')) as [
    http.IncomingMessage,
  ]
  incoming.on('error', () => undefined).resume()
  await Promise.all([front.stop(), gone])
})
