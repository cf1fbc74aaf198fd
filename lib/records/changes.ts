import { listen } from '@/lib/listen'

/** The channel on which the database's own triggers say, when a transaction commits, what changed. */
export const CHANGES_CHANNEL = 'records'

/** Something that the API or a public page shows has changed. The payload of its notification is `kind:name`. */
export type Change =
  /** A weight's record: a new version, or its row. `weight:7` is SW-000007. */
  | { readonly kind: 'weight'; readonly id: number }
  /** A set's record. `set:3` is SS-000003. */
  | { readonly kind: 'set'; readonly id: number }
  /** A model's record or anything that its page shows: checkpoints, weights, sets, claims, effects, sources. `model:acme/small` */
  | { readonly kind: 'model'; readonly repo: string }
  /** A submission, its progress included. `submission:12` is SUB-000012. */
  | { readonly kind: 'submission'; readonly id: number }
  /** Which submissions a repo has, or the state of one: lists of them, and pages of the repo's records, which name them. `submissions:acme/small` */
  | { readonly kind: 'submissions'; readonly repo: string }
  /** A report was filed, or another submission came to it. `report:9f86d0...` */
  | { readonly kind: 'report'; readonly sha256: string }
  /** A challenge, what happened to it, or a run of its record. `challenge:7` is CH-000007. */
  | { readonly kind: 'challenge'; readonly id: number }

export type ChangeKind = Change['kind']

/** The change that a payload names, or null when it names none: a newer release may announce kinds that this one does not know. */
export function parseChange(payload: string): Change | null {
  const colon = payload.indexOf(':')
  const [kind, name] = [payload.slice(0, colon), payload.slice(colon + 1)]
  if (colon < 0 || name === '') return null
  switch (kind) {
    case 'weight':
    case 'set':
    case 'submission':
    case 'challenge':
      return /^[1-9]\d*$/.test(name) ? { kind, id: Number(name) } : null
    case 'model':
    case 'submissions':
      return { kind, repo: name }
    case 'report':
      return /^[0-9a-f]{64}$/.test(name) ? { kind, sha256: name } : null
    default:
      return null
  }
}

export interface ChangeListener {
  changed(change: Change): void
  /** The connection was lost: changes may now be missed, and nothing read earlier can be assumed to be fresh. */
  lost(): void
  /** Changes are reported again. Those in between were missed for good. */
  restored(): void
}

/**
 * Reports every change that commits from now on, until the function that this resolves to is called. A notification comes after the commit: whoever keeps
 * what was read must drop what was read before the notification came, also where the reading is still under way.
 * Rejects when the database cannot be reached.
 */
export function listenForChanges({ changed, lost, restored }: ChangeListener): Promise<() => Promise<void>> {
  const hear = (payload: string) => {
    const change = parseChange(payload)
    if (change) changed(change)
  }
  return listen(CHANGES_CHANNEL, hear, { lost, restored })
}
