/** Roles of people, beyond managing their own claims. */
export const ROLES = ['submitter', 'reviewer', 'maintainer'] as const
export type Role = (typeof ROLES)[number]

/** What a program may do on behalf of its account. */
export const SCOPES = ['submit', 'review', 'report', 'work'] as const
export type Scope = (typeof SCOPES)[number]

/**
 * Who may call something that is not open to everyone: any account, one whose person is here (and not a program with a key), or one with this role or scope.
 */
export type AccountAuth = 'signed-in' | 'in-person' | { readonly role: Role } | { readonly scope: Scope }

/** Who may call something. `anyone` needs no account, and `operator` none on the machine of the registry; elsewhere that is a maintainer. */
export type Auth = 'anyone' | 'operator' | AccountAuth

/** What the account of a request may do. */
export interface Rights {
  readonly roles: readonly Role[]
  readonly scopes: readonly Scope[]
  /** Whether the person acts, and not a program with a key. */
  readonly inPerson: boolean
}

/** Whether an account with these rights meets this requirement. */
export function suffices({ roles, scopes, inPerson }: Rights, auth: AccountAuth): boolean {
  if (auth === 'signed-in') return true
  if (auth === 'in-person') return inPerson
  return 'role' in auth ? roles.includes(auth.role) : scopes.includes(auth.scope)
}

/** The roles of which a scope needs one. What a worker reports counts as the registry's own run, so only maintainers' accounts have workers. */
const NEEDS: Readonly<Partial<Record<Scope, readonly Role[]>>> = {
  review: ['reviewer', 'maintainer'],
  work: ['maintainer'],
}

/** What a person may do who is signed in: a reviewer reviews, a maintainer runs workers, everyone submits and reports. */
export function rightsOfPerson(roles: readonly Role[]): Rights {
  const scopes = SCOPES.filter((scope) => NEEDS[scope]?.some((role) => roles.includes(role)) ?? true)
  return { roles, scopes, inPerson: true }
}

/** What a program may do with a key: only what its scopes say, and only with `review` what the roles of its account allow. */
export function rightsOfKey(roles: readonly Role[], scopes: readonly Scope[]): Rights {
  const person = rightsOfPerson(roles)
  return {
    roles: roles.filter((role) => role === 'submitter' || scopes.includes('review')),
    scopes: person.scopes.filter((scope) => scopes.includes(scope)),
    inPerson: false,
  }
}

/** Who may call, in words: "an account with the scope `submit`". */
export function describeAuth(auth: Exclude<Auth, 'anyone'>): string {
  if (auth === 'operator')
    return 'an account with the role `maintainer`, or whoever asks from the machine of the registry itself,'
  if (auth === 'signed-in') return 'any account'
  if (auth === 'in-person') return 'a person who is signed in, not a program with a key,'
  return 'role' in auth ? `an account with the role \`${auth.role}\`` : `an account with the scope \`${auth.scope}\``
}
