import type { Problem } from '@/components/form/problem'

/** What was typed into the form of a challenge. */
export interface ChallengeFields {
  readonly record: string
  readonly reason: string
  readonly text: string
}

/** After the form was refused: why, with what was typed. */
export interface OpenState {
  readonly problem: Problem | null
  readonly fields: ChallengeFields
}
