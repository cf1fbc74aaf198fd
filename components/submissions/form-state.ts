import type { Problem } from '@/components/form/problem'
import type { Fields } from './fields'

/** The server's response to a form refused without JavaScript: the fields as typed, and the problem. */
export interface FormState {
  readonly fields: Fields
  readonly problem: Problem | null
}
