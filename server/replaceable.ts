import type { ServerResponse } from 'node:http'

type Method = 'writeHead' | 'write' | 'end' | 'flushHeaders'
const METHODS: readonly Method[] = ['writeHead', 'write', 'end', 'flushHeaders']

/** An answer that somebody else is about to give, and that can be replaced as long as nothing of it has been sent. */
export interface Replaceable {
  /**
   * Sends another answer in its place; what is written to it from then on is dropped.
   * @returns false when it was too late
   */
  replace(answer: () => Response): boolean
}

/**
 * Has every first write to `response` looked at: when `instead` gives an answer for its status, that one is sent.
 * @param instead called once, before anything is sent
 */
export function replaceable(
  response: ServerResponse,
  instead: (status: number) => (() => Response) | null,
): Replaceable {
  let replaced = false
  let passed = false
  const replace = (answer: () => Response): boolean => {
    if (replaced || passed || response.headersSent) return false
    replaced = true
    void sendInstead(response, answer())
    return true
  }
  for (const name of METHODS) {
    const own = response[name].bind(response) as (...args: unknown[]) => unknown
    const checked = (...args: unknown[]): unknown => {
      if (!replaced && !passed) {
        const answer = instead(name === 'writeHead' ? Number(args[0]) : response.statusCode)
        if (answer === null || !replace(answer)) passed = true
      }
      if (!replaced) return own(...args)
      // As if it had been taken: whoever writes goes on to the end.
      return name === 'write' ? true : response
    }
    Object.assign(response, { [name]: checked })
  }
  return { replace }
}

/** By the methods of its class: those of the object belong to whoever was replaced, as do the headers it has set. */
async function sendInstead(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  const headers = { ...Object.fromEntries(answer.headers), 'content-length': String(body.length) }
  const methods = Object.getPrototypeOf(response) as ServerResponse
  methods.writeHead.call(response, answer.status, headers)
  // Whole by `write`: a class's `end` may pass its data on to the object's `write`.
  methods.write.call(response, body, 'utf8')
  methods.end.call(response, null, 'utf8')
}
