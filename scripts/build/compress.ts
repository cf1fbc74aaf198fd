import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'

/** The rest is compressed already. */
const COMPRESSIBLE = /\.(?:js|css|svg|json|txt)$/

/** Below this size compression saves less than a network packet. */
const MIN_BYTES = 1_000

/** Writes a `.br` and a `.gz` beside every script and style of a build, as small as they get: once here instead of for every reader. */
export function compressFiles(next: string): void {
  const folder = path.join(next, 'static')
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name)
    if (!COMPRESSIBLE.test(name) || fs.statSync(file).size < MIN_BYTES) continue
    const bytes = fs.readFileSync(file)
    fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes)) // quality 11 is the default
    fs.writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }))
  }
}
