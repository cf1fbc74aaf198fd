import type { DryRun } from '@/lib/intake/dry-run-schema'
import type { Problem } from '@/components/form/problem'
import type { Fields } from './fields'

/** The server's response to a form that created nothing without JavaScript: the fields as typed, and the problem, or what sending it would do. */
export interface FormState {
  readonly fields: Fields
  readonly problem: Problem | null
  readonly checked: DryRun | null
}
