import { db } from '@/lib/db'
import { JOBS } from '@/lib/jobs'
import { MAX_READINGS, readingSlots, type ReadingSlot } from '@/lib/checkpoints/reading/reading-slots'
import { getSubmission } from '@/lib/submissions/get'
import { screenSubmission } from '@/lib/intake/screen'
import { useDatabase } from '../../helpers/database'
import { jobsIn, SINGLE, submit, useHub } from '../../helpers/registry'

useDatabase()
useHub()

/** All slots, as readings of other accounts have them. */
async function takeAll(): Promise<ReadingSlot[]> {
  const slots = await Promise.all(
    Array.from({ length: MAX_READINGS }, (_, i) => readingSlots().acquire([`other ${i}`], 10_000)),
  )
  return slots.flatMap((slot) => slot ?? [])
}

test('a claim that finds all slots taken is received at once, and the job reads it later', async () => {
  const slots = await takeAll()
  expect(slots).toHaveLength(MAX_READINGS)
  const { record, created } = await submit({ value: SINGLE.value })
  expect(created).toBe(true)
  expect(record).toMatchObject({
    status: 'received',
    reason: { code: 'awaiting-turn', text: expect.stringContaining('Waiting to be read') },
    screened: null,
    commit: null,
  })
  expect([await jobsIn(JOBS.screen), await jobsIn(JOBS.verify)]).toEqual([[1], []])
  for (const slot of slots) slot.release()
  await screenSubmission(1)
  expect(await getSubmission('SUB-000001')).toMatchObject({ status: 'queued', screened: [{ value: SINGLE.value }] })
  expect(await jobsIn(JOBS.verify)).toEqual([1])
})

test('the same claim sent meanwhile is the same submission', async () => {
  const slots = await takeAll()
  const first = await submit({})
  const second = await submit({})
  for (const slot of slots) slot.release()
  expect([first.created, second.created, second.record.id]).toEqual([true, false, first.record.id])
  expect(await db.submission.count()).toBe(1)
})

test('a slot ends with its reading, whatever comes of it', async () => {
  for (let i = 0; i <= MAX_READINGS; i++) await submit({ repo: 'nobody/nothing', coordinates: [`0:0:${i}`] })
  await expect(submit({ coordinates: ['1:999:0'] })).rejects.toMatchObject({ code: 'no-such-coordinate' })
  expect((await submit({})).record.status).toBe('queued')
})
