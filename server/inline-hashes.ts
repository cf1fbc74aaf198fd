import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** The inline scripts and styles of the pages made at build, as a policy names them. */
export const InlineHashes = z.object({
  /** By the page's path: `/docs`. */
  byPath: z.record(z.string(), z.object({ scripts: z.array(z.string()), styles: z.array(z.string()) })),
})
export type InlineHashes = z.infer<typeof InlineHashes>

export const NO_HASHES: InlineHashes = { byPath: {} }

/** Reads the file written by the build. Throws an Error that says what to do if the build did not write it. */
export function readInlineHashes(file: string): InlineHashes {
  if (!existsSync(file))
    throw new Error(`${file} is missing: the site was built without it. Start it with npm start, which builds it.`)
  return InlineHashes.parse(JSON.parse(readFileSync(file, 'utf8')))
}
