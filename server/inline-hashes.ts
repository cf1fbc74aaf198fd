import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const Sources = z.object({ scripts: z.array(z.string()), styles: z.array(z.string()) })

/** The CSP hashes of inline scripts and styles of prerendered pages. */
export const InlineHashes = z.object({
  /** Of error pages, which may replace any other. */
  errors: Sources,
  /** By page path: `/docs`. */
  byPath: z.record(z.string(), Sources),
})
export type InlineHashes = z.infer<typeof InlineHashes>

export const NO_HASHES: InlineHashes = { errors: { scripts: [], styles: [] }, byPath: {} }

/** Reads the file written by the build. Throws an Error that says what to do if the build did not write it. */
export function readInlineHashes(file: string): InlineHashes {
  if (!existsSync(file))
    throw new Error(`${file} is missing: the site was built without it. Start it with npm start, which builds it.`)
  return InlineHashes.parse(JSON.parse(readFileSync(file, 'utf8')))
}
