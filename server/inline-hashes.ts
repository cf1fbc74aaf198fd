import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const Sources = z.object({ scripts: z.array(z.string()), styles: z.array(z.string()) })

/** The inline scripts and styles of the pages made at build, as a policy names them. */
export const InlineHashes = z.object({
  /** Of pages that stand in for any other when something went wrong. */
  errors: Sources,
  /** By the page's path: `/docs`. */
  byPath: z.record(z.string(), Sources),
})
export type InlineHashes = z.infer<typeof InlineHashes>

export const NO_HASHES: InlineHashes = { errors: { scripts: [], styles: [] }, byPath: {} }

/** Reads what the build wrote. Throws an Error that says what to do when the site was built without it. */
export function readInlineHashes(file: string): InlineHashes {
  if (!existsSync(file))
    throw new Error(`${file} is missing: the site was built without it. Start it with npm start, which builds it.`)
  return InlineHashes.parse(JSON.parse(readFileSync(file, 'utf8')))
}
