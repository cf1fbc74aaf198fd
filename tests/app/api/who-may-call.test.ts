import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROUTES } from '@/app/api/v1/routes'
import { receiveOrder } from '@/app/submissions/[id]/receive-order'
import { receiveForm } from '@/app/submit/receive-form'
import { MAY_CANCEL, MAY_MAINTAIN, MAY_READ_AGAIN, MAY_SUBMIT } from '@/app/who-may-write'
import { NO_FIELDS } from '@/components/submissions/fields'
import type { Auth } from '@/lib/accounts/auth'
import { db } from '@/lib/db'
import { useDatabase } from '../../helpers/database'
import { ask } from './ask'

useDatabase()

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

/** By the names that the files with 'use server' export. */
const ACTIONS: Readonly<Record<string, Callable>> = {
  submitForm: {
    name: 'the form of /submit',
    auth: MAY_SUBMIT,
    async refusal(headers) {
      const received = await receiveForm(new Request('http://localhost:3000', { headers }), NO_FIELDS, 'claim')
      if (!('problem' in received)) return null
      return ['sign-in-required', 'not-allowed'].includes(received.problem.code) ? '401' : null
    },
  },
  maintainForm: {
    name: 'the form for maintainers',
    auth: MAY_MAINTAIN,
    async refusal(headers) {
      const request = new Request('http://localhost:3000', { headers })
      const problem = await receiveOrder(request, 'SUB-000009', 'stop', 'For a test.')
      return problem !== null && ['sign-in-required', 'not-allowed'].includes(problem.code) ? '401' : null
    },
  },
}

test('the table of actions holds every action there is', () => {
  const exported = readdirSync(path.join(ROOT, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(ROOT, 'app', file), 'utf8'))
    .filter((text) => /^\s*['"]use server['"]/m.test(text))
    .flatMap((text) => [...text.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name))
  expect(exported).toEqual(Object.keys(ACTIONS))
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
    ['the form of /submit', MAY_SUBMIT],
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

test('only the guard, and pages through refusalOf, ask who somebody is', () => {
  const asking = ['app', 'components', 'lib', 'server', 'worker']
    .flatMap((room) =>
      readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(path.join('lib', 'accounts')))
    .filter((file) =>
      /\b(authorise|whyNotLocal|missingRights)\(|db\.account\b/.test(readFileSync(path.join(ROOT, file), 'utf8')),
    )
  expect(asking).toEqual([path.join('lib', 'http', 'guard.ts')])
})
