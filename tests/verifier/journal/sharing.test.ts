/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { folderOf, journalsFolder } from '@/verifier/journal/run-key'
import { aRun, opened, useDataFolder } from './runs'

const data = useDataFolder()

test('of two runs of the same at once one keeps its journal, and the other says that it keeps none', async () => {
  const run = aRun({ repo: 'acme/twice' })
  const [first, second] = [await opened(run), await opened(run)]
  await first.scope?.save('static', 'first', 'values')
  await second.scope?.save('static', 'second', 'values')
  expect([first.notices, second.notices]).toEqual([[], [{ kind: 'busy' }]])
  const third = await opened(run, { resume: true })
  expect([third.journal, third.notices]).toEqual([null, [{ kind: 'busy' }]])
  // The second ends first: the first one's journal stays.
  await second.journal?.discard()
  await first.journal?.leave()
  expect(await (await opened(run, { resume: true })).scope?.find('static')).toBe('first')
})

test('a journal where nothing can be written is said once, and the run goes on', async () => {
  const file = path.join(data, 'a file')
  writeFileSync(file, '')
  process.env.DATA_DIR = path.join(file, 'below it')
  try {
    const { journal, notices, scope } = await opened(aRun())
    for (const step of ['one', 'two']) await scope?.save(step, 1, '')
    await scope?.saveState('sweep', { facts: null, arrays: [Float32Array.of(1)] }, '')
    await journal?.discard()
    expect(notices).toEqual([{ kind: 'not-writable', reason: expect.stringContaining('ENOTDIR') }])
  } finally {
    process.env.DATA_DIR = data
  }
})

test('a run that cannot be named, as when files go while they are read, is not kept, and goes on', async () => {
  const { journal, notices } = await opened(Promise.reject(new Error('ENOENT: no such file')))
  expect([journal, notices]).toEqual([null, [{ kind: 'not-writable', reason: 'ENOENT: no such file' }]])
})

test('a disk that fills up is said once; what stood before stays good', async () => {
  const lines = await limited(path.join(data, 'full'))
  expect(lines).toEqual([
    'not-writable EFBIG: file too large, write',
    'kept perplexity, grade quick, layer 1 of 2',
    'resumed perplexity, grade quick, layer 1 of 2',
    'next 1, 1000 floats',
  ])
})

/** Keeps a small state and then one past what files may hold, in a process of its own; then opens the journal again. */
function limited(folder: string): Promise<string[]> {
  const root = path.join(__dirname, '..', '..', '..')
  const child = spawn(
    'bash',
    ['-c', 'ulimit -f 64; exec "$0" --import tsx "$1"', process.execPath, path.join(__dirname, 'fill.ts')],
    {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: folder, NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(out.trim().split('\n')))
  })
}

describe('old journals', () => {
  async function aged(name: string, days: number): Promise<string> {
    const run = aRun({ repo: `acme/${name}` })
    const { journal, scope } = await opened(run)
    await scope?.save('static', 1, 'values')
    await journal?.leave()
    const then = new Date(Date.now() - days * 24 * 3_600_000)
    utimesSync(path.join(folderOf(run), 'journal.json'), then, then)
    return folderOf(run)
  }

  test("are removed after a week, the run's own never", async () => {
    const [old, young] = [await aged('old', 8), await aged('young', 6)]
    const own = await aged('own', 30)
    const halfMade = path.join(journalsFolder(), '0'.repeat(32))
    mkdirSync(halfMade)
    utimesSync(halfMade, 1, 1)
    const { notices } = await opened(aRun({ repo: 'acme/own' }), { resume: true })
    expect(notices[0]?.kind).toBe('resumed')
    expect([old, young, own, halfMade].map((folder) => existsSync(folder))).toEqual([false, true, true, false])
  })

  test('are removed when there are many, the oldest first', async () => {
    const folders: string[] = []
    for (let i = 0; i < 10; i++) folders.push(await aged(`many-${i}`, 5 - i / 10))
    await opened(aRun({ repo: 'acme/one-more' }))
    expect(readdirSync(journalsFolder()).filter((name) => !name.endsWith('.lock')).length).toBeLessThanOrEqual(8)
    expect([existsSync(folders[0] ?? ''), existsSync(folders[9] ?? '')]).toEqual([false, true])
  })

  test('are removed when they hold much together, the oldest first, half-written states too', async () => {
    const [oldest, middle, newest] = [await aged('large-0', 3), await aged('large-1', 2), await aged('large-2', 1)]
    for (const folder of [oldest, middle, newest]) {
      mkdirSync(path.join(folder, 'state-1.new'))
      // Holes take no room on the disk of whoever tests this.
      writeFileSync(path.join(folder, 'state-1.new', '0'), '')
      truncateSync(path.join(folder, 'state-1.new', '0'), 3 * 2 ** 30)
    }
    await opened(aRun({ repo: 'acme/after-large' }))
    expect([oldest, middle, newest].map((folder) => existsSync(folder))).toEqual([false, true, true])
  })
})

test('where nothing is kept of a run, the nearest kept one of the same repo is named by what differs', async () => {
  const run = aRun({ repo: 'acme/near' })
  const { journal, scope } = await opened(run)
  await scope?.save('static', 1, 'values')
  await journal?.leave()
  const other = { ...run, grade: 'full' as const, verifier: { ...run.verifier, threads: 7 } }
  expect((await opened(other, { resume: true })).notices).toEqual([
    { kind: 'nothing-kept', differs: ['grade', 'threads'] },
  ])
})
