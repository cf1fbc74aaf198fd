import { readFileSync } from 'node:fs'
import http from 'node:http'

/** One answer that the bare server sends. */
export interface BareAnswer {
  readonly path: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** In base64. */
  readonly body: string
}

/**
 * The baseline of Node on this machine: `node:http` that only sends the bytes and headers of a file of responses (its argument). Prints its address.
 */
function main(): void {
  const answers = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BareAnswer[]
  const byPath = new Map(
    answers.map(({ path, body, ...rest }) => [path, { ...rest, body: Buffer.from(body, 'base64') }]),
  )
  const server = http.createServer((request, response) => {
    const answer = byPath.get(request.url ?? '')
    if (!answer) return void response.writeHead(404).end()
    response.writeHead(answer.status, answer.headers)
    response.end(answer.body)
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`)
  })
}

main()
