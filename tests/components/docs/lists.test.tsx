import Docs from '@/app/docs/page'
import Errors from '@/app/errors/page'
import { REASON_CODES, reasonPath } from '@/lib/reasons'
import { html } from '../html'

const linksIn = (page: string) => [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)

it('the list of errors leads to the page of every code, and the docs lead to the list', async () => {
  const listed = linksIn(html(await Errors())).filter((href) => href?.startsWith('/errors/'))
  expect(listed.sort()).toEqual(REASON_CODES.map(reasonPath).sort())
  expect(linksIn(html(await Docs()))).toContain('/errors')
})
