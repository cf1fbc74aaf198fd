import { NoSuchVersion } from '@/components/records/no-such-version'
import type { RecordKind } from '@/lib/ids'
import { knownVersions } from '@/lib/records/known-versions'
import { useDatabase } from '../../helpers/database'
import { importOneClaim } from '../../helpers/one-claim'
import { html, text } from '../html'

useDatabase()

test.each([
  ['weight', 'SW-000001.9', 'SW-000001 has no version 9', '/weights/SW-000001.1'],
  ['model', 'org/name/versions/9', 'org/name has no version 9', '/models/org/name/versions/1'],
] as const)(
  'the page of a version of a %s that there is not leads to the only one',
  async (kind, address, title, url) => {
    await importOneClaim('a')
    const page = await pageOf(kind, address)
    expect(text(page)).toContain(`${title} Only version 1 exists.`)
    expect(html(page).match(/href="[^"]*"/g)).toEqual([`href="${url}"`])
  },
)

test('where there are more, it leads to the latest and the first', async () => {
  await importOneClaim('a')
  await importOneClaim('a', 'b')
  const page = await pageOf('weight', 'SW-000001.9')
  expect(text(page)).toContain('SW-000001 has no version 9 Versions 1 and 2 exist.')
  expect(html(page).match(/href="[^"]*"/g)).toEqual(['href="/weights/SW-000001.2"', 'href="/weights/SW-000001.1"'])
})

async function pageOf(kind: RecordKind, address: string): Promise<React.ReactElement> {
  const known = await knownVersions(kind, address)
  if (known === null) throw new Error('The record is there, and the version is not.')
  return <NoSuchVersion known={known} />
}

test.each([
  ['weight', 'SW-000009.1'],
  ['weight', 'nonsense'],
  ['weight', 'SW-000001.1'],
  ['weight', 'SW-000001'],
] as const)('no other address of a %s (%s) is answered so', async (kind, address) => {
  await importOneClaim('a')
  expect(await knownVersions(kind, address)).toBeNull()
})
