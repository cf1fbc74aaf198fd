import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isDiskFull } from '@/lib/errors/disk-full'
import { db } from '@/lib/db'
import { noteDiskFull, storageProblem } from '@/lib/storage'
import { useOwnServer } from '../../../helpers/own-server'
import { ask } from '../ask'

/** Room for a new server (40 MB, and as much of log) and a little more. */
const VOLUME = 'size=160m'

const volume = fs.mkdtempSync(path.join(os.tmpdir(), 'full-volume-'))
// A volume of our own takes the right to mount one.
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', VOLUME, 'tmpfs', volume]).status === 0
const testOnVolume = isMounted ? test : test.skip
const ballast = path.join(volume, 'ballast')

const server = path.join(volume, 'server')
fs.mkdirSync(server, { recursive: true })
fs.chmodSync(volume, 0o755)
useOwnServer(server)
beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(() => {
  fs.rmSync(ballast, { force: true })
  delete process.env.DATA_DIR
})
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', volume])
  fs.rmSync(volume, { recursive: true, force: true })
})

/** Fills the volume to the last block. */
function fill(): void {
  expect(() => {
    for (;;) fs.appendFileSync(ballast, Buffer.alloc(2 ** 20, 1))
  }).toThrow(/ENOSPC/)
}

const health = async () => {
  const response = await ask('/api/v1/health')
  return { status: response.status, body: (await response.json()) as { storage: string; reason: string | null } }
}

testOnVolume(
  'a full volume is what PostgreSQL says it is, health is 503 with the reason, and well once there is room',
  async () => {
    fill()
    const error: unknown =
      await db.$executeRaw`create table ballast as select md5(random()::text) as text from generate_series(1, 100000)`.catch(
        (thrown: unknown) => thrown,
      )
    expect(isDiskFull(error)).toBe(true)
    noteDiskFull() // as the route does that a client had asked
    expect(await health()).toMatchObject({
      status: 503,
      body: {
        storage: 'full',
        reason: 'A write failed because the disk is full, and the database still has no space.',
      },
    })
    expect(await health()).toMatchObject({ status: 503 })
    fs.rmSync(ballast)
    expect((await health()).body.storage).toBe('ok')
    expect(await db.account.create({ data: { handle: 'room' } })).toMatchObject({ handle: 'room' })
  },
)

testOnVolume('a disk of DATA_DIR that is nearly full is told before PostgreSQL cannot go on', async () => {
  process.env.DATA_DIR = volume
  fill()
  expect(await storageProblem()).toMatch(/^The disk of DATA_DIR has \d+ MB left, but 64 MB are needed\.$/)
  expect((await health()).status).toBe(503)
})
