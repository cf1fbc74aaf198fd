import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { canonicalJson, type Json } from '@/lib/protocol'
import { codeOf } from '@/lib/disk/error-code'
import { readManifest } from './manifest'
import type { RunKey } from './run-key'

/**
 * How the most similar kept run of the same repo differs from `run`: someone who wants to resume may have typed one option
 * differently. Null when there is none.
 */
export async function differencesToNearest(root: string, run: RunKey): Promise<readonly string[] | null> {
  const kept: string[][] = []
  for (const name of await readdir(root).catch(nothingThere)) {
    const manifest = await readManifest(path.join(root, name))
    if (manifest !== null && manifest.run.repo === run.repo && manifest.run.kind === run.kind)
      kept.push(differences(manifest.run, run))
  }
  return kept.toSorted((a, b) => a.length - b.length)[0] ?? null
}

function differences(other: Readonly<Record<string, Json>>, run: RunKey): string[] {
  const [a, b] = [flat(other), flat({ ...run })]
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name))
}

/** Each fact about the verifier is compared by itself. */
function flat({ verifier, ...rest }: Readonly<Record<string, Json | undefined>>): Map<string, string> {
  const about = typeof verifier === 'object' && verifier !== null && !Array.isArray(verifier) ? verifier : {}
  return new Map(Object.entries({ ...rest, ...about }).map(([name, value]) => [name, canonicalJson(value ?? null)]))
}

function nothingThere(error: unknown): string[] {
  if (codeOf(error) === 'ENOENT') return []
  throw error
}
