import type { ServerResponse } from 'node:http'

/** Has `act` called once, with the status, when the head of an answer is about to be sent: after everything else has set its headers. */
export function beforeHead(response: ServerResponse, act: (status: number) => void): void {
  const write = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  let acted = false
  const writeHead = (...args: unknown[]) => {
    if (!acted) {
      acted = true
      act(Number(args[0]))
    }
    return write(...args)
  }
  Object.assign(response, { writeHead })
}
