import net from 'node:net'

export interface RawAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends these very bytes and reads until the server closes or the answer is whole: what fetch and node:http would not send. */
export function raw(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname)
    const parts: Buffer[] = []
    const finish = () => {
      socket.destroy()
      resolve(parse(Buffer.concat(parts).toString('utf8')))
    }
    socket.on('data', (part) => {
      parts.push(part)
      if (isWhole(Buffer.concat(parts).toString('latin1'))) finish()
    })
    socket.on('end', finish)
    socket.on('error', reject)
    socket.write(bytes)
  })
}

/** A request of these headers; `Host` is there unless given, and the connection is closed after the answer. */
export function request(
  url: string,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<RawAnswer> {
  const all = {
    host: new URL(url).host,
    connection: 'close',
    ...(body ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return raw(url, `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, end + 2))?.[1]
  return end >= 0 && length !== undefined && text.length >= end + 4 + Number(length)
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [line = '', ...headers] = head.split('\r\n')
  const pairs = headers.map((header): [string, string] => [
    header.split(':', 1)[0]?.toLowerCase() ?? '',
    header.slice(header.indexOf(':') + 1).trim(),
  ])
  return { status: Number(line.split(' ')[1] ?? 0), headers: Object.fromEntries(pairs), body: rest.join('\r\n\r\n') }
}
