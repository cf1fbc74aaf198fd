import { env, type Env } from '@/lib/env'

export type ProviderId = 'huggingface' | 'github' | 'oidc'

/** A service that says who somebody is. */
export interface Provider {
  readonly id: ProviderId
  /** On the button: "Sign in with NAME". */
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  /** Of an OpenID provider; null for GitHub, which is none. */
  readonly issuer: string | null
}

interface Declared {
  readonly id: ProviderId
  readonly variables: readonly (keyof Env)[]
  readonly make: (
    values: Readonly<Record<string, string>>,
    env: Env,
  ) => Omit<Provider, 'id' | 'clientId' | 'clientSecret'>
}

const DECLARED: readonly Declared[] = [
  {
    id: 'huggingface',
    variables: ['HUGGINGFACE_CLIENT_ID', 'HUGGINGFACE_CLIENT_SECRET'],
    make: () => ({ name: 'Hugging Face', issuer: 'https://huggingface.co' }),
  },
  {
    id: 'github',
    variables: ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
    make: () => ({ name: 'GitHub', issuer: null }),
  },
  {
    id: 'oidc',
    variables: ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ISSUER'],
    make: ({ OIDC_ISSUER = '' }, { OIDC_NAME }) => ({ name: OIDC_NAME, issuer: OIDC_ISSUER }),
  },
]

/** The providers that this registry is set up for, in the order of their buttons. */
export function providers(): Provider[] {
  const variables = env()
  return DECLARED.flatMap(({ id, variables: names, make }) => {
    const values = Object.fromEntries(names.map((name) => [name, String(variables[name] ?? '')]))
    if (names.some((name) => values[name] === '')) return []
    const [clientId = '', clientSecret = ''] = names.map((name) => values[name])
    return [{ id, clientId, clientSecret, ...make(values, variables) }]
  })
}

/** What is missing before anybody can sign in, in sentences for the operator; empty where somebody can. */
export function missingForSignIn(): string[] {
  const variables = env()
  const isSet = (name: keyof Env) => variables[name] !== undefined
  const begun = DECLARED.filter(({ variables: names }) => names.some(isSet))
  if (begun.length === 0)
    return [`Set AUTH_SECRET, and ${DECLARED.map(({ variables: names }) => listed(names)).join(', or ')}.`]
  const names = ['AUTH_SECRET' as const, ...begun.flatMap(({ variables: of }) => of)]
  const missing = names.filter((name) => !isSet(name))
  const set = names.filter(isSet)
  return missing.length === 0
    ? []
    : [`${listed(set)} ${set.length === 1 ? 'is' : 'are'} set, but not ${listed(missing)}.`]
}

const listed = (names: readonly string[]) => new Intl.ListFormat('en').format(names)

/** Whether anybody can sign in here. A provider that is half set up counts for nothing: what is missing must be set first. */
export const canSignIn = (): boolean => missingForSignIn().length === 0
