import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import type { KeepAnswer } from './answers/schema'
import { keepAnswer } from './answer'

/** What is known of a repo of the Hub that has no record here. */
export type About =
  | { readonly kind: 'read'; readonly answer: KeepAnswer }
  /** The Hub shows no such repo. */
  | { readonly kind: 'missing' }
  /** It is something else than a checkpoint whose weights can be read; `cause` is a reason code. */
  | { readonly kind: 'refused'; readonly cause: string; readonly text: string; readonly base: string | null }
  /** Nobody can say now. */
  | { readonly kind: 'later'; readonly text: string }

const Refusal = z.object({
  cause: z.string().catch(''),
  base: z.string().nullable().catch(null),
  suggestions: z.array(z.string()).catch([]),
})

/** Why a repo is refused, and what it was made from, where it says so; or the repos that may be meant. */
export const refusalOf = ({ extra }: AppError) => Refusal.parse(extra)

/** @param address of the client. @throws what is no answer to a client */
export async function aboutRepo(repo: string, address: string): Promise<About> {
  try {
    return { kind: 'read', answer: await keepAnswer(repo, address) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.status === 404) return { kind: 'missing' }
    if (error.status === 503) return { kind: 'later', text: error.message }
    return { kind: 'refused', text: error.message, ...refusalOf(error) }
  }
}
