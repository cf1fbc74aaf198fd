import type { Problem } from '@/components/form/problem'

/** What was typed into the form of a challenge. */
export interface ChallengeFields {
  readonly record: string
  readonly reason: string
  readonly text: string
}

/** After the form was sent: why it was refused, with what was typed; or the page of the challenge, for whom a redirect would not do. */
export interface OpenState {
  readonly problem: Problem | null
  readonly fields: ChallengeFields
  readonly opened?: string
}
