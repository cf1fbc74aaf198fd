import path from 'node:path'
import { env } from '@/lib/env'
import { canonicalSha256, type Grade, type Report } from '@/lib/protocol'

/** All that a run's numbers depend on. Two runs of which all this is equal give the same bits, so that one can go on from the other's steps. */
export interface RunKey {
  /** SHA-256 of the program that measures: journals of another one are not read. */
  readonly program: string
  readonly kind: 'detect' | 'verify'
  readonly repo: string
  readonly commit: string
  /** Of a folder: what tells whether somebody has touched its files, since its fingerprint does not see every byte. Else null. */
  readonly files: string | null
  readonly tokenizer: string
  readonly protocol: string
  /** As stored, in the claim's order; none when one only looks. */
  readonly coordinates: readonly string[]
  readonly grade: Grade | null
  readonly corpus: string | null
  readonly verifier: Report['verifier']
}

/** Where all journals of this machine's user lie: with what else this program keeps between runs. */
export function journalsFolder(): string {
  return path.resolve(env().DATA_DIR, 'cache', 'runs')
}

/** The folder of one run's journal. Half of a SHA-256 tells runs apart as well as all of it. */
export function folderOf(run: RunKey): string {
  return path.join(journalsFolder(), canonicalSha256({ ...run }).slice(0, 32))
}
