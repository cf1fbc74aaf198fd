import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { deviceAuthorization, genericOAuth } from 'better-auth/plugins'
import { env } from '@/lib/env'
import { siteOrigin } from '@/lib/arrival/own-host'
import { type Provider, providers } from '../providers'
import { COOKIE_PREFIX, DEVICE_CLIENT, DEVICE_PATH, SIGN_IN_PATH } from './names'
import { profileOf } from './profile'
import { SIGN_IN_TABLES } from './tables'
import { grantAdmin } from '../admins'
import { freeHandle } from '../handle'

/** Long enough for who comes every few weeks; used within it, it is renewed once a day. */
const SESSION_SECONDS = 30 * 86_400
const DAY_SECONDS = 86_400

/** Only who somebody is: no address, no token for later. */
const OPENID_SCOPES = ['openid', 'profile']

/**
 * The sign-in library of this process, set up for the providers of the environment. Only lib/accounts/sign-in calls it: its HTTP endpoints are not served,
 * except for the way back from a provider.
 */
export type SignIn = ReturnType<typeof make>

// On globalThis because Next bundles this module into several chunks: one per process.
const store = globalThis as { superweightsSignIn?: { readonly from: string; readonly library: SignIn } }

export function signInLibrary(): SignIn {
  const { AUTH_SECRET } = env()
  const from = JSON.stringify([AUTH_SECRET, siteOrigin(), providers()])
  if (store.superweightsSignIn?.from !== from) store.superweightsSignIn = { from, library: make() }
  return store.superweightsSignIn.library
}

function make() {
  const origin = siteOrigin()
  const known = providers()
  return betterAuth({
    appName: 'Super Weights',
    baseURL: origin,
    basePath: SIGN_IN_PATH,
    secret: env().AUTH_SECRET,
    trustedOrigins: [origin],
    database: prismaAdapter(SIGN_IN_TABLES, { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    // Writes are limited by lib/limits, by address and by account.
    rateLimit: { enabled: false },
    user: { modelName: 'person', additionalFields: { handle: { type: 'string', required: false, input: false } } },
    account: {
      modelName: 'identity',
      // Two providers may know two people by one address.
      accountLinking: { enabled: false },
      storeStateStrategy: 'database',
    },
    session: {
      fields: { userId: 'accountId' },
      expiresIn: SESSION_SECONDS,
      updateAge: DAY_SECONDS,
      // A revoked session ends at once.
      cookieCache: { enabled: false },
    },
    verification: { modelName: 'verification' },
    advanced: {
      database: { generateId: 'serial' },
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: origin.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, handle: await freeHandle(user.name) } }) } },
      account: {
        create: { before: async (identity) => ({ data: { ...identity, ...NO_TOKENS } }) },
        update: { before: async (identity) => ({ data: { ...identity, ...NO_TOKENS } }) },
      },
      session: { create: { after: ({ userId }) => grantAdmin(Number(userId)) } },
    },
    socialProviders: github(known),
    plugins: [
      genericOAuth({ config: known.filter(({ issuer }) => issuer !== null).map(openId) }),
      deviceAuthorization({
        verificationUri: `${origin}${DEVICE_PATH}`,
        expiresIn: '10m',
        interval: '5s',
        validateClient: (id) => id === DEVICE_CLIENT,
      }),
    ],
    onAPIError: { errorURL: `${origin}${SIGN_IN_PATH}` },
  })
}

/** Nothing is asked of a provider after the sign-in. */
const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null } as const

const openId = ({ id, name, clientId, clientSecret, issuer }: Provider) => ({
  providerId: id,
  name,
  clientId,
  clientSecret,
  discoveryUrl: `${issuer}/.well-known/openid-configuration`,
  scopes: OPENID_SCOPES,
  pkce: true,
  requireIdTokenVerification: true,
  mapProfileToUser: profileOf(id),
  // The handle may have changed at the provider.
  overrideUserInfo: true,
})

function github(known: readonly Provider[]) {
  const found = known.find(({ id }) => id === 'github')
  if (!found) return {}
  const { clientId, clientSecret } = found
  return {
    github: {
      clientId,
      clientSecret,
      disableDefaultScope: true,
      scope: ['read:user'],
      mapProfileToUser: profileOf('github'),
      overrideUserInfoOnSignIn: true,
    },
  }
}
