import type { ServerResponse } from 'node:http'

type Method = 'writeHead' | 'write' | 'end' | 'flushHeaders'
const METHODS: readonly Method[] = ['writeHead', 'write', 'end', 'flushHeaders']

/** A response of another handler that can be replaced until anything of it is sent. */
export interface Replaceable {
  /**
   * Sends another response in its place; later writes to it are dropped.
   * @returns false if it was too late
   */
  replace(answer: () => Response): boolean
}

/**
 * Checks the first write to `response`: if `instead` returns a response for its status, that one is sent.
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
      // Pretend success, so that the writer runs to its end.
      return name === 'write' ? true : response
    }
    Object.assign(response, { [name]: checked })
  }
  return { replace }
}

/** Uses the methods of the class: those of the object, and its headers, belong to the replaced handler. */
async function sendInstead(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  const headers = { ...Object.fromEntries(answer.headers), 'content-length': String(body.length) }
  const methods = Object.getPrototypeOf(response) as ServerResponse
  methods.writeHead.call(response, answer.status, headers)
  // All of it by `write`: the class's `end` may pass its data to the object's `write`.
  methods.write.call(response, body, 'utf8')
  methods.end.call(response, null, 'utf8')
}
