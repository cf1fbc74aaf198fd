/** What a person is trusted with beyond their own claims. */
export const ROLES = ['submitter', 'reviewer', 'maintainer'] as const
export type Role = (typeof ROLES)[number]

/** What a program may do in the name of its account. */
export const SCOPES = ['submit', 'review', 'report'] as const
export type Scope = (typeof SCOPES)[number]

/** Who may call something, where it is not everyone: whoever is signed in, or whoever has this role or scope. */
export type AccountAuth = 'signed-in' | { readonly role: Role } | { readonly scope: Scope }

/** Who may call something. `anyone` is not asked who it is. */
export type Auth = 'anyone' | AccountAuth

/** What the account of a request may do. */
export interface Rights {
  readonly roles: readonly Role[]
  readonly scopes: readonly Scope[]
}

/** Whether an account with these rights may call what declares this auth. */
export function suffices({ roles, scopes }: Rights, auth: AccountAuth): boolean {
  if (auth === 'signed-in') return true
  return 'role' in auth ? roles.includes(auth.role) : scopes.includes(auth.scope)
}

/** Who may call, in words: "an account with the scope `submit`". */
export function describeAuth(auth: AccountAuth): string {
  if (auth === 'signed-in') return 'any account'
  return 'role' in auth ? `an account with the role \`${auth.role}\`` : `an account with the scope \`${auth.scope}\``
}
