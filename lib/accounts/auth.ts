/** Roles of people, beyond managing their own claims. */
export const ROLES = ['submitter', 'reviewer', 'maintainer'] as const
export type Role = (typeof ROLES)[number]

/** What a program may do on behalf of its account. */
export const SCOPES = ['submit', 'review', 'report'] as const
export type Scope = (typeof SCOPES)[number]

/** Who may call something that is not open to everyone: any signed-in account, or one with this role or scope. */
export type AccountAuth = 'signed-in' | { readonly role: Role } | { readonly scope: Scope }

/** Who may call something. `anyone` needs no account. */
export type Auth = 'anyone' | AccountAuth

/** What the account of a request may do. */
export interface Rights {
  readonly roles: readonly Role[]
  readonly scopes: readonly Scope[]
}

/** Whether an account with these rights meets this requirement. */
export function suffices({ roles, scopes }: Rights, auth: AccountAuth): boolean {
  if (auth === 'signed-in') return true
  return 'role' in auth ? roles.includes(auth.role) : scopes.includes(auth.scope)
}

/** Who may call, in words: "an account with the scope `submit`". */
export function describeAuth(auth: AccountAuth): string {
  if (auth === 'signed-in') return 'any account'
  return 'role' in auth ? `an account with the role \`${auth.role}\`` : `an account with the scope \`${auth.scope}\``
}
