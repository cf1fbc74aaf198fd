import { useSite } from '../helpers/site'
import { request } from '../server/raw'
import { makeRecords, SITE_PAGES, type SiteRecords } from './site-pages'

const site = useSite()
let records: SiteRecords
beforeAll(async () => {
  records = await makeRecords(site.url)
})

/** They show what belongs to an account: nobody is sent to sign in. */
const SENT_TO_SIGN_IN = ['/account', '/device']

test('a page read with a key that is not valid is the page for nobody', async () => {
  const failed: string[] = []
  for (const { route, path, status = 200 } of SITE_PAGES) {
    const expected = SENT_TO_SIGN_IN.includes(String(route)) ? 307 : status
    const answer = await request(site.url, 'GET', path(records), { authorization: 'Bearer sw_not-a-key' })
    if (answer.status !== expected) failed.push(`${path(records)}: ${answer.status}, not ${expected}`)
  }
  expect(failed).toEqual([])
})
