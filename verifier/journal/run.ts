import path from 'node:path'
import { printStored, type Coordinate } from '@/lib/coordinates'
import { env } from '@/lib/env'
import type { Corpus } from '@/lib/hub/corpus/types'
import { canonicalSha256, CURRENT_PROTOCOL, type Grade, type PublishedProtocol, type Report } from '@/lib/protocol'
import { aboutVerifier } from '../about'
import type { Subject } from '../subject'
import { programSha256 } from './program'

/** All that a run's numbers depend on. Two runs of which all this is equal give the same bits, so that one can go on from the other's steps. */
export interface Run {
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

/** What is asked of a model beside looking for spikes. */
export interface Claim {
  readonly coordinates: readonly Coordinate[]
  readonly grade: Grade
  readonly corpus: Corpus
  /** The newest when absent. */
  readonly protocol?: PublishedProtocol
}

/** @param files of a folder: its stamp; null for what a commit names */
export async function runOf(
  { checkpoint, tokenizer }: Subject,
  claim: Claim | null,
  files: string | null,
): Promise<Run> {
  const { repo, commit } = checkpoint
  return {
    program: await programSha256(),
    kind: claim === null ? 'detect' : 'verify',
    repo,
    commit,
    files,
    tokenizer: tokenizer.sha256,
    protocol: (claim?.protocol ?? CURRENT_PROTOCOL).sha256,
    coordinates: claim?.coordinates.map(printStored) ?? [],
    grade: claim?.grade ?? null,
    corpus: claim?.corpus.sha256 ?? null,
    verifier: aboutVerifier(),
  }
}

/** Where all journals of this machine's user lie: with what else this program keeps between runs. */
export function journalsFolder(): string {
  return path.resolve(env().DATA_DIR, 'cache', 'runs')
}

/** The folder of one run's journal. Half of a SHA-256 tells runs apart as well as all of it. */
export function folderOf(run: Run): string {
  return path.join(journalsFolder(), canonicalSha256({ ...run }).slice(0, 32))
}
