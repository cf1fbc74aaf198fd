import { printStored, type Coordinate } from '@/lib/coordinates'
import type { Corpus } from '@/lib/hub/corpus/types'
import { CURRENT_PROTOCOL, type Grade, type PublishedProtocol } from '@/lib/protocol'
import { programSha256 } from '../journal/program'
import type { RunKey } from '../journal/run-key'
import type { Subject } from '../pass/subject'
import { provenance } from './provenance'

/** What a run verifies, besides looking for spikes. */
export interface ClaimKey {
  /** None where they are to be found. */
  readonly coordinates: readonly Coordinate[]
  readonly grade: Grade
  readonly corpus: Corpus
  /** That of new runs when absent. */
  readonly protocol?: PublishedProtocol
}

/** @param files a folder's stamp; null for a commit */
export async function runKeyOf(
  { checkpoint, tokenizer }: Subject,
  claim: ClaimKey | null,
  files: string | null,
): Promise<RunKey> {
  const { repo, commit } = checkpoint
  return {
    program: await programSha256(),
    kind: claim === null ? 'detect' : claim.coordinates.length === 0 ? 'find' : 'verify',
    repo,
    commit,
    files,
    tokenizer: tokenizer.sha256,
    protocol: (claim?.protocol ?? CURRENT_PROTOCOL).sha256,
    coordinates: claim?.coordinates.map(printStored) ?? [],
    grade: claim?.grade ?? null,
    corpus: claim?.corpus.sha256 ?? null,
    verifier: provenance(),
  }
}
