import { ROUTES } from '@/app/api/v1/routes'
import { contentPage } from '@/lib/docs/pages'

test('the page about the API lists every route, as the OpenAPI document has it', async () => {
  const page = (await contentPage('docs', 'api'))?.body ?? ''
  const [, section = ''] = page.split('## All addresses\n')
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  const wanted = ROUTES.map(({ method, path, summary }) => `| \`${method} ${path.replace('/api/v1', '')}\` | ${summary} |`)
  expect(rows.toSorted()).toEqual(wanted.toSorted())
})
