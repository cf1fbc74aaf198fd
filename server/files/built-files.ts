import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { contentType } from 'mime-types'
import type { Coding } from '@/lib/http/encoding'
import { type StoredResponse, storedResponse } from '../cache/stored-response'
import { securityHeaders } from '../policy'
import type { ParsedRequest } from '../request'

/** The files of a build by the paths of their addresses, as they are sent. In memory: the site needs all of them, and together they have less than two megabytes. */
export type BuiltFiles = ReadonlyMap<string, StoredResponse>

/** How the build names a file's compressed copies (scripts/build/compress.ts), the smallest first. */
const COPIES: readonly (readonly [Coding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
]

/** Their names have a hash of their contents. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable'

/**
 * Reads the scripts, styles and typefaces of a build.
 * @param next the folder `.next`; the map is empty where it does not exist
 */
export function readBuiltFiles(next: string): BuiltFiles {
  const folder = path.join(next, 'static')
  if (!fs.existsSync(folder)) return new Map()
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name))
  const copies = new Set(files.flatMap((file) => COPIES.map(([, end]) => file + end)))
  return new Map(
    files
      .filter((file) => !copies.has(file))
      .map((file) => [`/_next/static/${path.relative(folder, file).replaceAll(path.sep, '/')}`, readFile(file)]),
  )
}

/** The file that a request reads; none for a request of a part of one, which Next answers. */
export function fileOf(
  { method, path: address, headers }: ParsedRequest,
  files: BuiltFiles,
): StoredResponse | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || headers.has('range')) return undefined
  return files.get(address)
}

function readFile(file: string): StoredResponse {
  const body = fs.readFileSync(file)
  const copies = COPIES.filter(([, end]) => fs.existsSync(file + end)).map(
    ([coding, end]) => [coding, fs.readFileSync(file + end)] as const,
  )
  const type = contentType(path.extname(file)) || 'application/octet-stream'
  const headers = {
    ...securityHeaders({ path: file, status: 200, contentType: type, open: false }),
    'content-type': type,
    'cache-control': CACHE_CONTROL,
    'accept-ranges': 'bytes',
    vary: 'accept-encoding',
  }
  const name = createHash('sha256').update(body).digest('base64url')
  return storedResponse({ status: 200, headers, body, name, copies: new Map(copies) })
}
