import { db } from '@/lib/db'
import { byAccount, REGISTRY } from '@/lib/intake/actor'
import { cancelSubmission } from '@/lib/intake/cancel'
import { changeStatus, IllegalActor, IllegalChange } from '@/lib/intake/change-status'
import { requeueRun, startRun } from '@/lib/intake/run'
import { screenSubmission } from '@/lib/intake/screen'
import { getSubmission } from '@/lib/submissions/get'
import { useDatabase } from '../../helpers/database'
import { localAccount, submit, useHub } from '../../helpers/registry'
import { submission } from '../../helpers/rows'

useDatabase()
useHub()

const historyOf = async (id: string) => (await getSubmission(id))?.history.map(({ status, by }) => [status, by])

const LOCAL = { kind: 'account', name: 'local' }
const SITE = { kind: 'registry', name: 'registry' }

test('a history says who brought about each change', async () => {
  await submit({})
  process.env.WORKER_NAME = 'lab-2'
  await startRun(1)
  await requeueRun(1, 'Its worker was stopped.')
  delete process.env.WORKER_NAME
  await startRun(1)
  await cancelSubmission('SUB-000001', await localAccount())
  expect(await historyOf('SUB-000001')).toEqual([
    ['received', LOCAL],
    ['screened', SITE],
    ['queued', SITE],
    ['running', { kind: 'worker', name: 'lab-2' }],
    ['queued', { kind: 'worker', name: 'lab-2' }],
    ['running', { kind: 'worker', name: 'worker' }],
    ['cancelled', LOCAL],
  ])
})

test('what a worker reads later, the worker screened', async () => {
  const before = process.env.DEMO_HUB_URL
  process.env.DEMO_HUB_URL = 'http://127.0.0.1:9'
  await submit({})
  process.env.DEMO_HUB_URL = before
  await screenSubmission(1)
  expect((await historyOf('SUB-000001'))?.slice(-2)).toEqual([
    ['screened', { kind: 'worker', name: 'worker' }],
    ['queued', { kind: 'worker', name: 'worker' }],
  ])
})

test('an event from before this was recorded stays readable', async () => {
  const id = await submission()
  expect(await historyOf(`SUB-${String(id).padStart(6, '0')}`)).toEqual([['received', null]])
})

test('what an account cannot bring about is not written', async () => {
  const id = await submission()
  const reason = { code: null, text: 'Mine.' }
  const account = byAccount(await localAccount())
  await expect(changeStatus(db, id, 'read', reason, account)).rejects.toThrow(IllegalActor)
  await expect(changeStatus(db, id, 'taken', reason, { kind: 'worker', name: 'w' })).rejects.toThrow(
    new IllegalChange(id, 'received', 'taken'),
  )
  await expect(changeStatus(db, 999, 'read', reason, REGISTRY)).rejects.toThrow('There is no submission 999.')
  expect(await db.submission.findUnique({ where: { id } })).toMatchObject({ status: 'received' })
})
