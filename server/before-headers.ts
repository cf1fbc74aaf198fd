import type { ServerResponse } from 'node:http'

/** Calls `act` once, with the status, just before the headers of a response are sent, when everything else has set its own. `act` may return another status. */
export function beforeHeaders(response: ServerResponse, act: (status: number) => number | void): void {
  const write = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  let acted = false
  const writeHead = (status: number, ...rest: unknown[]) => {
    if (acted) return write(status, ...rest)
    acted = true
    return write(act(status) ?? status, ...rest)
  }
  Object.assign(response, { writeHead })
}
