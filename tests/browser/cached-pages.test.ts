import { setTimeout as sleep } from 'node:timers/promises'
import { useSite } from '../helpers/site'
import { submitAndWait } from './submit-by-api'

const site = useSite()

/** What everyone sees alike, and a claim changes: lists, figures, a record, its model, its report. */
async function addresses(): Promise<string[]> {
  await submitAndWait(site.url, 'demo/tiny-single', ['1:23:88'])
  const { items } = (await (await fetch(`${site.url}/api/v1/weights?model=tiny-single`)).json()) as {
    items: { id: string; reports: { sha256: string }[] }[]
  }
  const [{ id, reports } = { id: '', reports: [] }] = items.filter((item) => item.reports.length > 0)
  return [
    '/',
    '/weights',
    '/models',
    '/submissions',
    '/models/demo/tiny-single',
    `/weights/${id}`,
    `/reports/${reports[0]?.sha256 ?? ''}`,
    `/api/v1/weights/${id}`,
    '/api/v1/weights',
    '/api/v1/models',
    '/api/v1/models/demo/tiny-single',
  ]
}

/** A cookie that nobody knows has the answer made afresh. */
const FRESH = { cookie: 'fresh=1' }
const read = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(site.url + path, { headers })
  expect(answer.status).toBe(200)
  return (await answer.text()).replaceAll(/nonce="[^"]*"|\\"nonce\\":\\"[^"]*\\"/g, '')
}

test('after a claim has gone all its way, every cached answer says what one made afresh says', async () => {
  const all = await addresses()
  for (const path of all) await read(path)
  await submitAndWait(site.url, 'demo/tiny-single', ['1:23:89'])
  await sleep(1_000) // a page is made again at most once a second
  for (const path of all) expect([path, await read(path)]).toEqual([path, await read(path, FRESH)])
})
