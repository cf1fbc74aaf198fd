import { parseCoordinate } from '@/lib/coordinates'
import { HubError } from '@/lib/hub/errors/hub-error'
import { HURRIED } from '@/lib/hub/http/retry-policy'
import { endReadingProcess, readInProcess } from '@/lib/checkpoints/reading/read-in-process'
import { readCheckpoint } from '@/lib/checkpoints/read-checkpoint'
import { makeBrokenRepos } from '@/tests/helpers/broken-repos'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, smallRepo, temporaryFolder } from '@/tests/helpers/repos'
import { rawFile } from '@/tests/helpers/safetensors'

const folder = temporaryFolder()
let hub: TestHub

/** Valid in every way, with a header of megabytes: what parsing takes, not what it finds. */
function wideHeader(tensors: number): Uint8Array {
  const entries = Array.from({ length: tensors }, (_, i): [string, unknown] => [
    `model.layers.0.spare.${String(i).padStart(90, '0')}`,
    { dtype: 'F32', shape: [0], data_offsets: [0, 0] },
  ])
  const down = { dtype: 'F32', shape: [4, 6], data_offsets: [0, 96] }
  return rawFile({ ...Object.fromEntries(entries), 'model.layers.0.mlp.down_proj.weight': down }, new Uint8Array(96))
}

beforeAll(async () => {
  makeBrokenRepos(folder.path)
  makeRepo(folder.path, 'org/small', smallRepo())
  makeRepo(folder.path, 'org/wide', smallRepo({ 'model.safetensors': wideHeader(60_000) }))
  hub = await withHub(folder.path)
})
afterEach(() => {
  for (const fault of Object.keys(hub.faults) as (keyof TestHub['faults'])[]) delete hub.faults[fault]
})
afterAll(async () => {
  await endReadingProcess()
  await hub.close()
  folder.remove()
})

const options = (repo: string, coordinate = '0:1:2') => ({
  repo,
  revision: null,
  coordinates: [parseCoordinate(coordinate)],
  retryPolicy: HURRIED,
})
const failureOf = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => 'no failure',
    (error: unknown) => error,
  )

test('gives what reading here gives', async () => {
  expect(await readInProcess(options('org/small'))).toEqual(await readCheckpoint(options('org/small')))
})

test.each([
  ['broken/gated', '0:0:0'],
  ['broken/header-lies', '0:0:0'],
  ['broken/unknown-architecture', '0:0:0'],
  ['nobody/nothing', '0:0:0'],
  ['org/small', '0:99:0'],
  ['org/small', '7:0:0'],
])('fails with %s %s as reading here fails: the same class, the same words', async (repo, coordinate) => {
  const there = await failureOf(readInProcess(options(repo, coordinate)))
  const here = await failureOf(readCheckpoint(options(repo, coordinate)))
  expect(there).toBeInstanceOf(Error)
  expect((there as Error).constructor).toBe((here as Error).constructor)
  expect({ ...(there as Error), message: (there as Error).message }).toEqual({
    ...(here as Error),
    message: (here as Error).message,
  })
})

test('this process goes on while a header of megabytes is parsed, and gets back only what was claimed', async () => {
  let turns = 0
  const clock = setInterval(() => turns++, 1)
  const reading = await readInProcess(options('org/wide'))
  clearInterval(clock)
  expect(reading).toMatchObject({ parameters: 24, found: [{ coordinate: { row: 1, col: 2 } }] })
  expect(JSON.stringify(reading).length).toBeLessThan(2_000)
  expect(turns).toBeGreaterThan(10)
})

test('the settings are those of the moment, not those of when the process began', async () => {
  await readInProcess(options('org/small'))
  process.env.HF_ENDPOINT = 'http://127.0.0.1:9'
  try {
    expect(await failureOf(readInProcess(options('org/small')))).toMatchObject({
      code: 'unreachable',
      permanent: false,
    })
  } finally {
    process.env.HF_ENDPOINT = hub.url
  }
})

test('a limit and an abort end the waiting with their own reason', async () => {
  hub.faults.delayMs = 3_000
  expect(await failureOf(readInProcess(options('org/small'), { limitMs: 100 }))).toMatchObject({ name: 'TimeoutError' })
  const stop = new AbortController()
  const reading = failureOf(readInProcess({ ...options('org/small'), signal: stop.signal }))
  stop.abort(new Error('cancelled'))
  expect(await reading).toMatchObject({ message: 'cancelled' })
})

test('a reading that was given up has ended only when the process is done with it', async () => {
  hub.faults.delayMs = 1_000
  const events: string[] = []
  const end = new Promise<void>((resolve) => {
    void failureOf(
      readInProcess(options('org/small'), { limitMs: 50, onEnd: () => resolve(void events.push('ended')) }),
    ).then(() => events.push('given up'))
  })
  await end
  delete hub.faults.delayMs
  expect(events).toEqual(['given up', 'ended'])
})

test('a process that ends fails its readings in progress, to be retried, and the next reading starts another', async () => {
  hub.faults.delayMs = 3_000
  const reading = failureOf(readInProcess(options('org/small')))
  await new Promise((resolve) => setTimeout(resolve, 200))
  await endReadingProcess()
  expect(await reading).toMatchObject({ code: 'unreachable', permanent: false })
  delete hub.faults.delayMs
  expect(await readInProcess(options('org/small'))).toMatchObject({ repo: 'org/small' })
})

/** As a bundler has it: the module once more, with classes of its own. */
interface Copy {
  readonly readInProcess: typeof readInProcess
  readonly HubError: typeof HubError
}
function anotherCopy(): Copy {
  let copy: Copy | undefined
  jest.isolateModules(() => {
    copy = {
      ...jest.requireActual<Pick<Copy, 'readInProcess'>>('@/lib/checkpoints/reading/read-in-process'),
      ...jest.requireActual<Pick<Copy, 'HubError'>>('@/lib/hub/errors/hub-error'),
    }
  })
  if (!copy) throw new Error('no copy')
  return copy
}

test('every copy of the module that shares the process is told errors of its own classes, and its own readings', async () => {
  await readInProcess(options('org/small'))
  const other = anotherCopy()
  expect(other.HubError).not.toBe(HubError)
  const [mine, theirs, read] = await Promise.all([
    failureOf(readInProcess(options('org/no-such'))),
    failureOf(other.readInProcess(options('org/no-such'))),
    other.readInProcess(options('org/small')),
  ])
  expect(mine).toBeInstanceOf(HubError)
  expect(theirs).toBeInstanceOf(other.HubError)
  expect(read.repo).toBe('org/small')
})
