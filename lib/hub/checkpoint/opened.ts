import { LRUCache } from 'lru-cache'
import type { Snapshot } from '../files/snapshot'
import type { Remote } from '../http/request'
import type { Headers } from './read-checkpoint'

/** A checkpoint whose headers have been read, without whoever asked for it. */
export interface Opened {
  /** Reads its files. */
  readonly remote: Remote
  readonly snapshot: Snapshot
  readonly headers: Headers
}

/** Tensors remembered together, each under 1 kB: those of a hundred dense models, or of one with 20,000 experts. */
const MAX_TENSORS = 40_000
/** Values are asked for within seconds of the headers. A repo that is closed meanwhile refuses the reading of values itself. */
const GOOD_FOR_MS = 120_000

/** Checkpoints opened a moment ago, by the Hub, the rights and the commit that they were opened with. Found by commit only: a branch may have moved. */
export class OpenedCheckpoints {
  readonly #known = new LRUCache<string, Opened>({
    maxSize: MAX_TENSORS,
    sizeCalculation: ({ headers }) => headers.tensors.size + 1,
    ttl: GOOD_FOR_MS,
  })

  get(asking: Remote, repo: string, revision: string): Opened | undefined {
    return this.#known.get(keyOf(asking, repo, revision))
  }

  set(asking: Remote, opened: Opened): void {
    this.#known.set(keyOf(asking, opened.snapshot.repo, opened.snapshot.commit), opened)
  }
}

const keyOf = ({ endpoint, token }: Remote, repo: string, commit: string) =>
  `${endpoint} ${token === null ? 'public' : 'own'} ${repo} ${commit}`
