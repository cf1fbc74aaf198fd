import { useSite } from '../helpers/site'
import { readAtom } from '../lib/feeds/read-atom'
import { makeRecords } from './site-pages'

const site = useSite()

/** The feed that a page names in its head. */
const feedIn = (html: string) => /<link rel="alternate" type="application\/atom\+xml" href="([^"]*)"/.exec(html)?.[1]

test.each(['submission', 'account'])('the page of a %s names its feed in its head and in its text', async (kind) => {
  const { single } = await makeRecords(site.url)
  const page = kind === 'submission' ? `/submissions/${single.id}` : `/people/${single.account}`
  const html = await (await fetch(site.url + page)).text()
  const address = feedIn(html) ?? ''
  expect(html).toContain(`<a href="${new URL(address).pathname}" type="application/atom+xml"`)
  const response = await fetch(address)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8'])
  const { feed, entries } = readAtom(await response.text())
  expect(feed.links).toEqual({ self: address, alternate: site.url + page })
  expect(entries.map(({ category }) => category)).toContain('accepted')
})

test('a reader of feeds asks with the ETag that it got, and with HEAD', async () => {
  const { single } = await makeRecords(site.url)
  const address = `${site.url}/submissions/${single.id}/feed.atom`
  const first = await fetch(address)
  const etag = first.headers.get('etag') ?? ''
  expect(etag).not.toBe('')
  const again = await fetch(address, { headers: { 'if-none-match': etag } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  const head = await fetch(address, { method: 'HEAD' })
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
})

test.each(['/submissions/SUB-999999/feed.atom', '/submissions/x/feed.atom', '/people/nobody-here/feed.atom'])(
  '%s is answered 404',
  async (path) => {
    expect((await fetch(site.url + path)).status).toBe(404)
  },
)

test('a form cannot be sent to a feed', async () => {
  const response = await fetch(`${site.url}/submissions/SUB-000001/feed.atom`, { method: 'POST' })
  expect(response.status).toBe(405)
})
