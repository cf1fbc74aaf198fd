import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { getWeight } from '@/lib/records/get'
import { WeightRecord } from '@/lib/weights/schema'
import { startWorker, WORKER_DEFAULTS, type Worker } from '@/worker/start-worker'
import { useDatabase } from '../helpers/database'
import { submit, useHub } from '../helpers/registry'
import { hasEnded, waitFor } from '../worker/observe'

useDatabase()
useHub()

const FILE = path.join(__dirname, '..', '..', 'content', 'docs', 'example-record.json')

let worker: Worker | null = null

beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(async () => {
  await worker?.stop()
})

/** Without what differs from run to run: times, the report's name, and the last digits of measured numbers. */
function lasting(record: WeightRecord): unknown {
  return JSON.parse(JSON.stringify(record), (_, value: unknown) => {
    if (typeof value === 'number') return Number(value.toPrecision(5))
    if (typeof value !== 'string') return value
    return value.replace(/^(\d{4}-\d\d-\d\dT.*|[0-9a-f]{64})$|(?<=report )[0-9a-f]{12}/, '(varies)')
  })
}

/** `WRITE_EXAMPLE=1 npx jest tests/content/example-record.test.ts` writes the file. */
test('the record that the documentation explains is the one that the registry computes', async () => {
  await submit({ repo: 'demo/tiny-single', coordinates: ['1:23:88'] })
  worker = await startWorker(WORKER_DEFAULTS)
  await waitFor(hasEnded)
  const record = WeightRecord.parse((await getWeight('SW-000001'))?.record)
  if (process.env.WRITE_EXAMPLE) writeFileSync(FILE, `${JSON.stringify(record, null, 2)}\n`)
  expect(lasting(WeightRecord.parse(JSON.parse(readFileSync(FILE, 'utf8'))))).toEqual(lasting(record))
})
