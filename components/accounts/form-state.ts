import type { Problem } from '@/components/form/problem'
import type { KeyRecord } from '@/lib/accounts/keys/schema'

/** After the form for a key was sent. */
export interface KeyState {
  readonly problem: Problem | null
  readonly made: { readonly key: string; readonly record: KeyRecord } | null
}

/** After a form that makes a webhook's secret was sent. */
export interface SecretState {
  readonly problem: Problem | null
  readonly made: { readonly url: string; readonly secret: string } | null
}

/** After the form that deletes the account was refused. */
export interface DeleteState {
  readonly problem: Problem | null
}

/** After a terminal's code was sent. */
export interface DeviceState {
  readonly problem: Problem | null
  readonly decided: 'approved' | 'denied' | null
}

/** After setting a role was refused. */
export interface RoleState {
  readonly problem: Problem | null
}
