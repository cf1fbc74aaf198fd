import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROUTES } from '@/app/api/v1/routes'
import { answerChallenge } from '@/app/challenges/[id]/answer-challenge'
import { receiveChallenge } from '@/app/challenges/new/receive-challenge'
import { takeBack } from '@/app/reports/[sha256]/take-back/take-back'
import { receiveOrder } from '@/app/submissions/[id]/receive-order'
import { receiveReview } from '@/app/submissions/[id]/receive-review'
import { receiveForm } from '@/app/submit/receive-form'
import {
  deleteAccountOf,
  endOtherSessionsOf,
  endSessionOf,
  makeKeyOf,
  revokeKeyOf,
  revokeSigningKeyOf,
} from '@/app/account/change-account'
import { deleteWebhookOf, makeWebhookOf, rotateWebhookOf, testWebhookOf } from '@/app/account/change-webhooks'
import { decideOf } from '@/app/device/decide'
import { setRoleOf } from '@/app/people/[handle]/set-role'
import {
  MAY_CANCEL,
  MAY_CHALLENGE,
  MAY_CHANGE_ACCOUNT,
  MAY_DECIDE,
  MAY_KEEP_WEBHOOKS,
  MAY_MAINTAIN,
  MAY_READ_AGAIN,
  MAY_REVIEW,
  MAY_SET_ROLES,
  MAY_SIGN,
  MAY_SUBMIT,
  MAY_WORK,
} from '@/app/who-may-write'
import type { Problem } from '@/components/form/problem'
import { NO_FIELDS } from '@/components/submissions/fields'
import { type Auth, type Role, ROLES, rightsOfKey, type Scope, SCOPES, suffices } from '@/lib/accounts/auth'
import { db } from '@/lib/db'
import { closeQueue } from '@/lib/jobs/queue'
import { useDatabase } from '../../helpers/database'
import { keyHeader, makePerson } from '../../helpers/people'
import { ask } from './ask'

useDatabase()
afterAll(closeQueue)

const ROOT = path.join(__dirname, '..', '..', '..')
const HOST = { host: 'localhost:3000' }
/** Nobody is signed in behind a proxy, and the account `local` without one. */
const NOBODY = { ...HOST, 'x-forwarded-for': '203.0.113.9' }

/** Everything that can be asked for, with who may, and the code of its refusal; null when it was let through. */
interface Callable {
  readonly name: string
  readonly auth: Auth
  refusal(headers: Readonly<Record<string, string>>): Promise<string | null>
}

const API: readonly Callable[] = ROUTES.map(({ method, path: template, auth }) => ({
  name: `${method} ${template}`,
  auth,
  async refusal(headers) {
    const response = await ask(template.replaceAll(/\{\w+\}/g, 'x'), { method, headers })
    await response.body?.cancel()
    return [401, 403].includes(response.status) ? String(response.status) : null
  },
}))

const from = (headers: Readonly<Record<string, string>>) => new Request('http://localhost:3000', { headers })

const REFUSALS: Readonly<Record<string, string>> = { 'sign-in-required': '401', 'not-allowed': '403' }
function refusedForm(result: object): string | null {
  return 'problem' in result ? (REFUSALS[(result.problem as Problem).code] ?? null) : null
}

const refusedProblem = (problem: Problem | null) => problem && refusedForm({ problem })

/** A form of /account or /device. Empty, it changes nothing. */
function account(
  name: string,
  act: (request: Request, form: FormData) => Promise<object>,
  auth: Auth = MAY_CHANGE_ACCOUNT,
): Callable {
  return {
    name: `the form to ${name}`,
    auth,
    refusal: async (headers) => refusedForm(await act(from(headers), new FormData())),
  }
}

/** By the names that the files with 'use server' export. */
const ACTIONS: Readonly<Record<string, Callable>> = {
  submitForm: {
    name: 'the form of /submit',
    auth: MAY_SUBMIT,
    refusal: async (headers) => refusedForm(await receiveForm(from(headers), NO_FIELDS, 'claim')),
  },
  makeKeyForm: account('make a key', makeKeyOf),
  revokeKeyForm: account('revoke a key', revokeKeyOf),
  revokeSigningKeyForm: account('revoke a signing key', revokeSigningKeyOf),
  endSessionForm: account('sign out a browser', endSessionOf),
  endOtherSessionsForm: account('sign out all other browsers', endOtherSessionsOf),
  deleteAccountForm: account('delete the account', deleteAccountOf),
  makeWebhookForm: account('make a webhook', makeWebhookOf, MAY_KEEP_WEBHOOKS),
  rotateWebhookForm: account('rotate a webhook’s secret', rotateWebhookOf, MAY_KEEP_WEBHOOKS),
  testWebhookForm: account('test a webhook', testWebhookOf, MAY_KEEP_WEBHOOKS),
  deleteWebhookForm: account('delete a webhook', deleteWebhookOf, MAY_KEEP_WEBHOOKS),
  decideForm: account('approve a terminal', decideOf),
  setRoleForm: {
    name: 'the form of a person’s role',
    auth: MAY_SET_ROLES,
    refusal: async (headers) => refusedForm(await setRoleOf(from(headers), new FormData())),
  },
  openChallengeForm: {
    name: 'the form of a challenge',
    auth: MAY_CHALLENGE,
    refusal: async (headers) =>
      refusedForm(await receiveChallenge(from(headers), { record: '', reason: '', text: '' })),
  },
  answerChallengeForm: {
    name: 'the form that answers a challenge',
    auth: MAY_DECIDE,
    refusal: async (headers) => refusedProblem(await answerChallenge(from(headers), 'CH-000009', 'upheld', '')),
  },
  takeBackForm: {
    name: 'the form that takes a signed run back',
    auth: MAY_DECIDE,
    refusal: async (headers) => refusedForm(await takeBack(from(headers), 'f'.repeat(64), '')),
  },
  reviewForm: {
    name: 'the form of a review',
    auth: MAY_REVIEW,
    refusal: async (headers) => refusedProblem(await receiveReview(from(headers), 'SUB-000009', '')),
  },
  maintainForm: {
    name: 'the form for maintainers',
    auth: MAY_MAINTAIN,
    refusal: async (headers) => refusedProblem(await receiveOrder(from(headers), 'SUB-000009', 'stop', 'For a test.')),
  },
}

test('the table of actions holds every action there is', () => {
  const exported = readdirSync(path.join(ROOT, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(ROOT, 'app', file), 'utf8'))
    .filter((text) => /^\s*['"]use server['"]/m.test(text))
    .flatMap((text) => [...text.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name))
  expect(exported.toSorted()).toEqual(Object.keys(ACTIONS).toSorted())
})

test('who may call what', () => {
  const guarded = [...API, ...Object.values(ACTIONS)].filter(({ auth }) => auth !== 'anyone')
  expect(guarded.map(({ name, auth }) => [name, auth])).toEqual([
    ['POST /api/v1/models/{org}/{name}/descendants', MAY_READ_AGAIN],
    ['POST /api/v1/submissions', MAY_SUBMIT],
    ['POST /api/v1/submissions/dry-run', MAY_SUBMIT],
    ['POST /api/v1/submissions/{id}/cancel', MAY_CANCEL],
    ['POST /api/v1/submissions/{id}/priority', MAY_MAINTAIN],
    ['POST /api/v1/submissions/{id}/requeue', MAY_MAINTAIN],
    ['POST /api/v1/submissions/{id}/stop', MAY_MAINTAIN],
    ['POST /api/v1/submissions/{id}/review', MAY_REVIEW],
    ['POST /api/v1/runs', MAY_WORK],
    ['POST /api/v1/runs/{id}/heartbeat', MAY_WORK],
    ['POST /api/v1/runs/{id}/report', MAY_WORK],
    ['POST /api/v1/runs/{id}/failure', MAY_WORK],
    ['POST /api/v1/runs/{id}/release', MAY_WORK],
    ['POST /api/v1/challenges', MAY_CHALLENGE],
    ['POST /api/v1/challenges/{id}/comment', MAY_CHALLENGE],
    ['POST /api/v1/challenges/{id}/retract', MAY_CHALLENGE],
    ['POST /api/v1/challenges/{id}/verify', MAY_DECIDE],
    ['POST /api/v1/challenges/{id}/uphold', MAY_DECIDE],
    ['POST /api/v1/challenges/{id}/withdraw', MAY_DECIDE],
    ['POST /api/v1/reproductions/nonces', MAY_SIGN],
    ['POST /api/v1/reproductions', MAY_SIGN],
    ['POST /api/v1/reproductions/{sha256}/withdraw', MAY_DECIDE],
    ['GET /api/v1/account', 'signed-in'],
    ['GET /api/v1/account/export', 'in-person'],
    ['GET /api/v1/account/webhooks', MAY_KEEP_WEBHOOKS],
    ['POST /api/v1/account/webhooks', MAY_KEEP_WEBHOOKS],
    ['POST /api/v1/account/webhooks/{id}/test', MAY_KEEP_WEBHOOKS],
    ['POST /api/v1/account/webhooks/{id}/rotate', MAY_KEEP_WEBHOOKS],
    ['POST /api/v1/account/webhooks/{id}/delete', MAY_KEEP_WEBHOOKS],
    ['GET /api/v1/account/signing-keys', MAY_SIGN],
    ['POST /api/v1/account/signing-keys', MAY_SIGN],
    ['POST /api/v1/account/signing-keys/{fingerprint}/revoke', MAY_SIGN],
    ['POST /api/v1/keys/revoke', 'signed-in'],
    ['GET /api/v1/metrics', 'operator'],
    ['the form of /submit', MAY_SUBMIT],
    ['the form to make a key', MAY_CHANGE_ACCOUNT],
    ['the form to revoke a key', MAY_CHANGE_ACCOUNT],
    ['the form to revoke a signing key', MAY_CHANGE_ACCOUNT],
    ['the form to sign out a browser', MAY_CHANGE_ACCOUNT],
    ['the form to sign out all other browsers', MAY_CHANGE_ACCOUNT],
    ['the form to delete the account', MAY_CHANGE_ACCOUNT],
    ['the form to make a webhook', MAY_KEEP_WEBHOOKS],
    ['the form to rotate a webhook’s secret', MAY_KEEP_WEBHOOKS],
    ['the form to test a webhook', MAY_KEEP_WEBHOOKS],
    ['the form to delete a webhook', MAY_KEEP_WEBHOOKS],
    ['the form to approve a terminal', MAY_CHANGE_ACCOUNT],
    ['the form of a person’s role', MAY_SET_ROLES],
    ['the form of a challenge', MAY_CHALLENGE],
    ['the form that answers a challenge', MAY_DECIDE],
    ['the form that takes a signed run back', MAY_DECIDE],
    ['the form of a review', MAY_REVIEW],
    ['the form for maintainers', MAY_MAINTAIN],
  ])
})

describe.each([...API, ...Object.values(ACTIONS)].map((one) => [one.name, one] as const))(
  '%s',
  (_, { auth, refusal }) => {
    test('is refused to whoever is not signed in exactly where it is not for anyone, and makes no account', async () => {
      expect(await refusal(NOBODY)).toBe(auth === 'anyone' ? null : '401')
      expect(await db.account.count()).toBe(0)
    })

    test('is open to local, who is looked up only where that matters', async () => {
      expect(await refusal(HOST)).toBeNull()
      expect(await db.account.count()).toBe(auth === 'anyone' ? 0 : 1)
    })
  },
)

/** Everyone who may send a request with a key, by the role of the account and the scopes of the key. */
const PROGRAMS = ROLES.flatMap((role) =>
  [[], ...SCOPES.map((scope) => [scope]), [...SCOPES]].map((scopes) => [role, scopes] as const),
)

describe.each(PROGRAMS)('a program of a %s with the scopes %j', (role: Role, scopes: readonly Scope[]) => {
  test('is let through exactly where its role and its scopes suffice', async () => {
    const header = await keyHeader(await makePerson('ada', role), scopes)
    const rights = rightsOfKey(ROLES.slice(0, ROLES.indexOf(role) + 1), scopes)
    for (const { name, auth, refusal } of [...API, ...Object.values(ACTIONS)]) {
      // Its last act.
      if (name === 'POST /api/v1/keys/revoke') continue
      const expected =
        auth === 'anyone' || suffices(rights, auth === 'operator' ? { role: 'maintainer' } : auth) ? null : '403'
      expect([name, await refusal({ ...NOBODY, ...header })]).toEqual([name, expected])
    }
  })
})

/** Where accounts are: who somebody is, and what is known of a person who is named. */
const ACCOUNTS = [path.join('lib', 'accounts', path.sep), path.join('lib', 'people', path.sep)]

test('only the guard, and pages through refusalOf, ask who somebody is', () => {
  const asking = ['app', 'components', 'lib', 'server', 'worker']
    .flatMap((room) =>
      readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !ACCOUNTS.some((room) => file.startsWith(room)))
    .filter((file) =>
      /\b(authorise|whyNotLocal|missingRights)\(|db\.account\b/.test(readFileSync(path.join(ROOT, file), 'utf8')),
    )
  expect(asking).toEqual([path.join('lib', 'http', 'guard.ts')])
})
