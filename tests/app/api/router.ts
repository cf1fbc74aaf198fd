import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Method, Methods } from '@/lib/http/serve'

const ROOT = path.join(__dirname, '..', '..', '..', 'app', 'api')

interface Address {
  readonly pattern: RegExp
  /** Names of the dynamic parts, in order. */
  readonly names: readonly string[]
  readonly file: string
  /** As the document writes it: `/api/v1/weights/{id}`. */
  readonly template: string
}

/** A `route.ts` under app/api, found as Next finds it: by the name of its folder. */
export const ADDRESSES: readonly Address[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .map(addressOf)
  .sort((a, b) => rank(a) - rank(b))

/** A literal folder wins over a dynamic one, and what catches all the rest comes last. */
function rank({ file, names }: Address): number {
  return file.includes('...') ? Infinity : names.length
}

function addressOf(file: string): Address {
  const names: string[] = []
  const parts = path
    .dirname(file)
    .split(path.sep)
    .map((folder) => {
      const dynamic = /^\[{1,2}(\.\.\.)?(\w+)\]{1,2}$/.exec(folder)
      if (!dynamic) return `/${folder.replaceAll('.', '\\.')}`
      names.push(String(dynamic[2]))
      return dynamic[1] ? '(?:/(.*))?' : '/([^/]+)'
    })
  return {
    pattern: new RegExp(`^/api${parts.join('')}$`),
    names,
    file: path.join(ROOT, file),
    template: `/api/${path.posix.dirname(file).replaceAll(/\[(\w+)\]/g, '{$1}')}`,
  }
}

/** Answers a request by the `route.ts` whose folder it names. */
export async function dispatch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const address = ADDRESSES.find(({ pattern }) => pattern.test(pathname))
  if (!address) throw new Error(`No route.ts would answer ${pathname}.`)
  const values = address.pattern.exec(pathname)?.slice(1) ?? []
  const params = Object.fromEntries(
    address.names.map((name, i) => [name, values[i] === undefined ? undefined : decodeURIComponent(values[i])]),
  )
  const methods = (await import(address.file)) as Methods
  const method = (methods as unknown as Record<string, Method | undefined>)[request.method]
  if (!method) throw new Error(`${address.file} exports no ${request.method}.`)
  return method(request, { params: Promise.resolve(address.names.length > 0 ? params : undefined) })
}
