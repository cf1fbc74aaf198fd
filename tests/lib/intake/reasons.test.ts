import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { db } from '@/lib/db'
import { problemResponse } from '@/lib/http/problem'
import { REGISTRY } from '@/lib/intake/actor'
import { changeReason, changeStatus, IllegalReason, type Reason, storedReason } from '@/lib/intake/change-status'
import { mayStand } from '@/lib/intake/may-stand'
import { CHECK_IDS, STATUSES } from '@/lib/protocol'
import { REASON_CODES, reasonFacts } from '@/lib/reasons'
import { useDatabase } from '../../helpers/database'
import { submission } from '../../helpers/rows'

useDatabase()

const WORDS = [null, ...REASON_CODES, ...CHECK_IDS]
const cases = STATUSES.flatMap((state) => WORDS.map((word) => [state, word] as const))

test('the table decides which reason may be written with which state', () => {
  const allowed = cases.filter(([state, word]) => mayStand(state, word)).map(([state, word]) => `${state} ${word}`)
  const none = STATUSES.filter((state) => !['invalid', 'blocked', 'failed'].includes(state))
  const ofTable = REASON_CODES.flatMap((code) => (reasonFacts(code).states ?? []).map((state) => `${state} ${code}`))
  expect(allowed.sort()).toEqual(
    [...none.map((state) => `${state} null`), ...ofTable, ...CHECK_IDS.map((id) => `not-confirmed ${id}`)].sort(),
  )
})

/** What no caller can write: the types refuse it. */
const wrong = (code: string | null) => ({ code, text: 'Why.' }) as unknown as Reason<'blocked'>

test.each(['not-finite', 'spike', 'nonsense', null])(
  'a submission cannot become blocked because of %s, nor stay so: nothing is written, and it is our fault',
  async (code) => {
    const id = await submission()
    await expect(changeStatus(db, id, 'obstructed', wrong(code), REGISTRY)).rejects.toThrow(IllegalReason)
    await expect(changeReason(db, id, 'blocked', wrong(code), REGISTRY)).rejects.toThrow(IllegalReason)
    expect(await db.submission.findUnique({ where: { id } })).toMatchObject({ status: 'received' })
    expect(() => storedReason('blocked', wrong(code))).toThrow(/cannot have the reason .*: see lib\/reasons\/table.ts/)
    const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const occasion = { requestId: 'r', method: 'POST', path: '/' }
    expect(problemResponse(new IllegalReason('blocked', code), occasion).status).toBe(500)
    expect(logged).toHaveBeenCalledTimes(1)
    logged.mockRestore()
  },
)

test('nothing else writes the reason of a submission', () => {
  const root = path.join(__dirname, '..', '..', '..')
  const writers = ['app', 'components', 'lib', 'scripts', 'server', 'worker']
    .flatMap((room) =>
      readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
    )
    .filter(
      (file) =>
        /\.tsx?$/.test(file) &&
        /\breasonCode: (?!string|true|null|\{ (?:not|in))/.test(readFileSync(path.join(root, file), 'utf8')),
    )
  expect(writers).toEqual(['lib/intake/change-status.ts'])
})
