import type { Audit } from '@/lib/audit/schema'
import type { QuantisedHead } from '@/lib/audit/read'
import { knownIn } from '@/lib/audit/known'
import { runForVisitor } from '@/lib/checkpoints/reading/read-with-slot'
import { AppError } from '@/lib/errors/app-error'
import { keepAnswer } from '@/lib/keep/answer'
import { problemOfReading } from '@/lib/keep/problem'

/** GGUF files that are audited while somebody waits: each costs a header of 2 to 10 MB. The others can be named. */
const MOST_FILES = 3

export interface AuditQuestion {
  readonly repo: string
  /** Of several GGUF files, this one alone. */
  readonly file: string | null
  /** What it was quantised from; null for what it says itself. */
  readonly base: string | null
}

/** What became of the known super weights in a quantised repo, as far as it can be said. */
export type AuditAnswer =
  | { readonly kind: 'audited'; readonly audit: Audit; readonly files: QuantisedHead['files'] }
  /** Nothing says what it was quantised from. */
  | { readonly kind: 'no-base'; readonly head: QuantisedHead }
  /** No super weight of its base model is known. */
  | { readonly kind: 'none-known'; readonly head: QuantisedHead; readonly base: string; readonly why: string }

/**
 * Audits a repo of the Hub while somebody waits.
 * @param address of the client: each reads one checkpoint at a time
 * @throws AppError 404 `not-found` where the Hub shows no such repo, 422 `unreadable-checkpoint` with the reason, 503 `hub-unreachable` or `overloaded`
 */
export async function auditAnswer({ repo, file, base: named }: AuditQuestion, address: string): Promise<AuditAnswer> {
  const who = [`address ${address}`]
  try {
    const head = await runForVisitor('quantisedHead', { repo, revision: null }, who)
    const base = named ?? head.base
    if (base === null) return { kind: 'no-base', head }
    const { known, why } = await knownOf(base, address)
    if (known.length === 0) return { kind: 'none-known', head, base, why }
    const audit = await runForVisitor(
      'audit',
      { repo, revision: head.commit, file, base, known, most: MOST_FILES },
      who,
    )
    return { kind: 'audited', audit, files: head.files }
  } catch (error) {
    throw await problemOfReading(error, repo, who)
  }
}

/** The super weights on record of the base model, or of what that was made from. */
async function knownOf(base: string, address: string) {
  try {
    const answer = await keepAnswer(base, address)
    return { known: knownIn(answer), why: answer.summary }
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { known: [], why: error.message }
    throw error
  }
}
