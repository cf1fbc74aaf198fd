import path from 'node:path'
import { env } from '@/lib/env'
import { canonicalSha256, type Grade, type Report } from '@/lib/protocol'

/** All that a run's numbers depend on. Two runs with equal keys give the same bits, so one can resume from the other's steps. */
export interface RunKey {
  /** SHA-256 of the program that measures: journals of other programs are not read. */
  readonly program: string
  readonly kind: 'detect' | 'find' | 'verify'
  readonly repo: string
  readonly commit: string
  /** For a folder: a stamp that changes when a file is touched, since its fingerprint does not cover every byte. Else null. */
  readonly files: string | null
  readonly tokenizer: string
  readonly protocol: string
  /** As stored, in the claim's order; empty for a detection. */
  readonly coordinates: readonly string[]
  readonly grade: Grade | null
  readonly corpus: string | null
  readonly verifier: Report['verifier']
}

/** The folder of all journals: in the cache in DATA_DIR. */
export function journalsFolder(): string {
  return path.resolve(env().DATA_DIR, 'cache', 'runs')
}

/** The folder of one run's journal. Half of a SHA-256 is enough to tell runs apart. */
export function folderOf(run: RunKey): string {
  return path.join(journalsFolder(), canonicalSha256({ ...run }).slice(0, 32))
}
