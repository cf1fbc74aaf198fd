import { failRun, startRun } from '@/lib/intake/run'
import { maintain } from '@/lib/intake/maintain/maintain'
import { MAX_FAILED_RUNS } from '@/lib/jobs/queues'
import { reviewQueue } from '@/lib/review/queue'
import { reviewSubmission } from '@/lib/review/review-submission'
import { useDatabase } from '../../helpers/database'
import { makePerson } from '../../helpers/people'
import { submit, TRIPLE, useHub } from '../../helpers/registry'

useDatabase()
useHub()

/** Lets every run of a submission crash. */
async function useUp(id: number): Promise<void> {
  for (let i = 0; i < MAX_FAILED_RUNS; i++) {
    await startRun(id)
    await failRun(id, { code: 'verifier-crashed', text: 'The verifier crashed.', permanent: false })
  }
}

const givenUp = async () => (await reviewQueue()).givenUp.items.map(({ id }) => id)

test('a submission whose runs are used up waits for a maintainer, until it is queued again', async () => {
  await submit({})
  await submit(TRIPLE)
  expect(await givenUp()).toEqual([])
  await useUp(1)
  await startRun(2)
  await failRun(2, { code: 'invalid-checkpoint', text: 'A tensor is cut short.', permanent: true })
  expect((await reviewQueue()).givenUp).toMatchObject({
    total: 1,
    items: [
      {
        id: 'SUB-000001',
        status: 'failed',
        attempts: MAX_FAILED_RUNS,
        reason: { code: 'verifier-crashed', text: expect.stringContaining('5 runs ended without a report') },
      },
    ],
  })
  await maintain('SUB-000001', 'requeue', { account: await makePerson('grace', 'maintainer'), reason: 'Mended.' })
  expect(await givenUp()).toEqual([])
})

test('what a reviewer has looked at does not wait any more', async () => {
  await submit({})
  await useUp(1)
  expect(await givenUp()).toEqual(['SUB-000001'])
  await reviewSubmission('SUB-000001', {
    account: await makePerson('grace', 'reviewer'),
    text: 'It kills every verifier.',
  })
  expect(await givenUp()).toEqual([])
})
