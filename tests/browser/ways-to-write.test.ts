import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROUTES } from '@/app/api/v1/routes'
import { db } from '@/lib/db'
import { FORMS } from '@/server/refuse/method'
import { FOREIGN } from '../helpers/foreign'
import { useSite } from '../helpers/site'
import { makeSignedReport } from './signed-report'
import { openChallenge } from './submit-by-api'
import { type RawAnswer, request } from '../server/raw'

const site = useSite()
const root = path.join(__dirname, '..', '..')

/** Routes that take a form without an action. */
const FORM_ROUTES: readonly string[] = ['/sign-in/with/[provider]', '/sign-out']
/** What shows its form only where people sign in: tests/browser/accounts sends those. */
const ELSEWHERE: readonly string[] = [...FORM_ROUTES, '/device', '/people/[handle]']

/** Files that hold server actions, each beside the page whose form it takes. */
const ACTIONS = ['app', 'components', 'lib']
  .flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && /^\s*['"]use server['"]/m.test(readFileSync(path.join(root, file), 'utf8')))

test('every form’s action stands beside a page that takes a POST', () => {
  const beside = ACTIONS.map((file) => path.dirname(file).replace(/^app/, ''))
  expect(beside.toSorted()).toEqual(FORMS.filter((form) => !FORM_ROUTES.includes(form)).toSorted())
})

interface Way {
  readonly name: string
  readonly needsAccount: boolean
  send(headers: Readonly<Record<string, string>>): Promise<RawAnswer>
}

/** As long as browsers make it: Node's parser takes none below 27 characters. */
const BOUNDARY = '-'.repeat(27) + '1234567890'

/** A claim that would be stored. */
const CLAIM = { repo: 'demo/tiny-plain', coordinates: ['1:5:6'] }

const API: readonly Way[] = ROUTES.filter(({ method }) => method !== 'GET').map(({ method, path: template, auth }) => ({
  name: `${method} ${template}`,
  needsAccount: auth !== 'anyone',
  send: (headers) =>
    request(
      site.url,
      method,
      template.replaceAll(/\{\w+\}/g, 'SUB-000001'),
      { 'content-type': 'application/json', ...headers },
      JSON.stringify(CLAIM),
    ),
}))

/** As a browser without JavaScript sends the form: with the hidden fields of the page that it was on. */
const FORM_WAYS: readonly Way[] = FORMS.filter((form) => !ELSEWHERE.includes(form)).map((form) => ({
  name: `the form of ${form}`,
  needsAccount: true,
  async send(headers) {
    const address = form
      .replace('/submissions/[id]', `/submissions/${blocked}`)
      .replace('[id]', challenge)
      .replace('[sha256]', signed)
    const html = await (await fetch(`${site.url}${address}`)).text()
    // Of one form, which says on its page what became of it. Keys and webhooks that other suites have made have forms on /account too.
    const one =
      [...html.matchAll(/<form [^]*?<\/form>/g)].map(String).find((text) => text.includes('name="$ACTION_KEY"')) ?? ''
    const hidden = [...one.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(
      ([, name = '', value = '']): [string, string] => [name, decode(value)],
    )
    expect(hidden.length).toBeGreaterThan(0)
    const order = [
      ['what', 'requeue'],
      ['text', 'For a test.'],
    ] // of the forms for maintainers
    const fields = [...hidden, ['repo', CLAIM.repo], ['coordinates', CLAIM.coordinates.join('\n')], ...order]
    const body = [
      ...fields.map(
        ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
      `--${BOUNDARY}--\r\n`,
    ].join('')
    return request(
      site.url,
      'POST',
      address,
      { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
      body,
    )
  },
}))

const decode = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x27;', "'")
const stored = () => db.submission.count({ where: { repo: CLAIM.repo } })

/** What a maintainer may act on: a submission to queue again, a challenge to answer, a signed report to take back. */
let [blocked, challenge, signed] = ['', '', '']
beforeAll(async () => {
  signed = await makeSignedReport()
  challenge = await openChallenge(site.url, 'SW-000010')
  const response = await fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repo: 'demo/not-there', coordinates: ['0:0:0'] }),
  })
  blocked = ((await response.json()) as { id: string }).id
})

describe.each([...API, ...FORM_WAYS].map((way) => [way.name, way] as const))('%s', (name, way) => {
  test.each(FOREIGN)('refuses %s with a designed answer', async (_, headers, status) => {
    const before = await stored()
    const answer = await way.send(headers)
    expect([answer.status, await stored()]).toEqual([status, before])
    expect(answer.headers['content-type']).toMatch(
      name.startsWith('the form') ? /^text\/html/ : /^application\/problem\+json/,
    )
    expect(answer.headers['content-security-policy']).toBeDefined()
  })

  const knowing = way.needsAccount ? test : test.skip
  knowing.each(['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'])(
    'knows nobody behind a proxy that sends %s',
    async (header) => {
      const before = await stored()
      const answer = await way.send({ [header]: '127.0.0.1', origin: site.url })
      expect(answer.body).toContain('has no sign-in provider yet')
      expect(await stored()).toBe(before)
    },
  )
})

test('the form of this site is taken, and sent again it leads to the same submission', async () => {
  const send = async () => {
    const answer = await FORM_WAYS[0]?.send({ origin: site.url, 'sec-fetch-site': 'same-origin' })
    expect([answer?.status, answer?.headers['location']]).toEqual([
      303,
      expect.stringMatching(/^\/submissions\/SUB-\d{6}(\?known=yes)?$/),
    ])
    return String(answer?.headers['location'])
  }
  const address = await send()
  const rows = await stored()
  expect(rows).toBeGreaterThan(0)
  expect(await send()).toBe(`${address.replace('?known=yes', '')}?known=yes`)
  expect(await stored()).toBe(rows)
})

test('the form says before it is filled in that nobody can submit through a proxy', async () => {
  const page = await (await fetch(`${site.url}/submit`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).text()
  const notice = /<div role="note"[^]*?<\/div><\/div>/.exec(page)?.[0].replace(/<[^>]*>/g, ' ') ?? ''
  expect(notice).toMatch(/You cannot submit from here\s+Nobody is signed in\. This registry/)
  expect(notice.match(/signed in/g)).toHaveLength(1)
  expect(await (await fetch(`${site.url}/submit`)).text()).not.toContain('You cannot submit')
})
