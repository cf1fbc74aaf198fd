import type { ServerResponse } from 'node:http'

/** Has `act` called once, with the status, when the head of an answer is about to be sent: after everything else has set its headers. It may give another status to send. */
export function beforeHead(response: ServerResponse, act: (status: number) => number | void): void {
  const write = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  let acted = false
  const writeHead = (status: number, ...rest: unknown[]) => {
    if (acted) return write(status, ...rest)
    acted = true
    return write(act(status) ?? status, ...rest)
  }
  Object.assign(response, { writeHead })
}
