import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const next = path.join(__dirname, '..', '..', '.next')

/** The compressed size of what every page of this build loads, even an empty one: React and Next's router. */
export function frameworkBytes(): number {
  const { rootMainFiles } = z
    .object({ rootMainFiles: z.array(z.string()).min(1) })
    .parse(JSON.parse(fs.readFileSync(path.join(next, 'build-manifest.json'), 'utf8')))
  return rootMainFiles
    .map((file) => zlib.brotliCompressSync(fs.readFileSync(path.join(next, file))).length)
    .reduce((a, b) => a + b)
}

/** Counts the bytes of the scripts that a page loads from now on, as they are sent. */
export function countScripts(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (!/\.js(\?|$)/.test(response.url())) return
    sizes.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => responseBodySize),
    )
  })
  return async () => (await Promise.all(sizes)).reduce((a, b) => a + b, 0)
}
