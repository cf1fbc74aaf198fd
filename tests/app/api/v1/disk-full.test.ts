import { db } from '@/lib/db'
import { useDatabase } from '../../../helpers/database'
import { SINGLE, useHub } from '../../../helpers/registry'
import { ask } from '../ask'

useDatabase()
useHub()

/** PostgreSQL raises the error itself, in the words of a full disk. */
async function fill(): Promise<void> {
  await db.$executeRaw`create or replace function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100'; end $$`
  await db.$executeRaw`create trigger filling before insert on submissions for each row execute function full_disk()`
}
beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(() => db.$executeRaw`drop trigger if exists filling on submissions`)

const send = () =>
  ask('/api/v1/submissions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repo: SINGLE.repo, coordinates: [SINGLE.short] }),
  })

test('a claim that the disk has no room for is 507 with Retry-After, and reading goes on', async () => {
  await fill()
  const response = await send()
  expect([response.status, response.headers.get('retry-after')]).toEqual([507, '300'])
  expect(await response.json()).toMatchObject({ code: 'disk-full', type: '/errors/disk-full' })
  expect((await ask('/api/v1/weights')).status).toBe(200)
})
