import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** What a receiver of webhooks got. */
export interface Got {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An answer: a status, or with headers. */
type Answer = number | { readonly status: number; readonly headers: Readonly<Record<string, string>> }

/** A receiver of webhooks on this machine. */
export interface Receiver {
  readonly url: string
  readonly port: number
  readonly got: Got[]
  /** Answers to the next requests; then 204. */
  readonly answers: Answer[]
}

/** Gives a suite a receiver, and lets webhooks lead to it. */
export function useReceiver(): Receiver {
  const receiver = { url: '', port: 0, got: [] as Got[], answers: [] as Answer[] }
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      receiver.got.push({ headers: request.headers, body: Buffer.concat(pieces).toString() })
      const answer = receiver.answers.shift() ?? 204
      if (typeof answer === 'number') response.writeHead(answer).end()
      else response.writeHead(answer.status, answer.headers).end()
    })
  })
  beforeAll(async () => {
    process.env.WEBHOOKS_TO_LOOPBACK = '1'
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    receiver.port = (server.address() as AddressInfo).port
    receiver.url = `http://127.0.0.1:${receiver.port}/`
  })
  beforeEach(() => {
    receiver.got.length = 0
    receiver.answers.length = 0
  })
  afterAll(async () => {
    delete process.env.WEBHOOKS_TO_LOOPBACK
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return receiver
}

/** The message, if the library of Standard Webhooks accepts its signature. @throws WebhookVerificationError */
export function verified(secret: string, { headers, body }: Got): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>)
}
