import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from '@/tests/helpers/repos'
import { canIsolate } from '@/worker/child/isolation'
import { secretFiles } from '@/worker/child/secret-files'
import { isAlive, waitUntil } from '@/scripts/processes/alive'
import { killProcesses, startProcess } from '../worker-process'

const WORD = 'decoy-7f3a91'
const folder = temporaryFolder()
const home = path.join(folder.path, 'home')
const data = path.join(folder.path, 'data')
const hfHome = path.join(folder.path, 'hf')
const SECRETS = [
  path.join(home, '.pgpass'),
  path.join(home, '.ssh', 'id_ed25519'),
  path.join(home, '.cache', 'huggingface', 'token'),
  path.join(home, '.config', 'superweights', 'credentials.json'),
  path.join(hfHome, 'token'),
  path.join(data, 'pg.password'),
  path.join(data, 'pg', 'base', '1'),
]

const before = { ...process.env }
beforeAll(() => {
  for (const file of SECRETS) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, `secret ${WORD}`)
  }
  writeFileSync(path.join(data, 'notes.txt'), 'not secret')
  Object.assign(process.env, {
    HOME: home,
    DATA_DIR: data,
    HF_HOME: hfHome,
    DATABASE_URL: `postgresql://u:${WORD}@127.0.0.1/d`,
    HF_TOKEN: `hf_${WORD}`,
    SOME_OTHER_KEY: WORD,
  })
})
afterAll(() => {
  process.env = before
  killProcesses()
  folder.remove()
})

/** Where a child of a worker with these secrets finds the word: in any process it sees, in its own surroundings, in the folders it may know of. */
async function search(hide: 'yes' | 'no' | 'wiped'): Promise<{ found: string[]; looked: number; wrote: boolean }> {
  const worker = startProcess(
    'tests/worker/stand-ins/with-secrets.ts',
    hide,
    [...WORD].reverse().join(''),
    home,
    data,
    hfHome,
  )
  await worker.ended
  return JSON.parse(
    worker
      .output()
      .split('\n')
      .find((line) => line.startsWith('{"type":"found"')) ?? `"${worker.output()}"`,
  ) as { found: string[]; looked: number; wrote: boolean }
}

test('the list of secret files has those that exist', () => {
  expect(secretFiles(process.env, folder.path, home).sort()).toEqual(
    [
      path.join(home, '.pgpass'),
      path.join(home, '.ssh'),
      path.join(home, '.cache/huggingface/token'),
      path.join(home, '.config/superweights'),
      path.join(hfHome, 'token'),
      path.join(data, 'pg'),
      path.join(data, 'pg.password'),
    ].sort(),
  )
})

const whereIsolated = canIsolate() ? test : test.skip

whereIsolated(
  'a verifier in namespaces of its own finds no secret: in no environment, command line, open file or known file of any process',
  async () => {
    const { found, looked, wrote } = await search('yes')
    expect(found).toEqual([])
    expect(looked).toBeGreaterThan(5)
    // The caches are still its own.
    expect(wrote).toBe(true)
  },
)

whereIsolated(
  'the search is worth something: without namespaces it finds the worker’s environment and every file',
  async () => {
    const { found } = await search('no')
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/^\/proc\/\d+\/environ$/), ...SECRETS]))
  },
)

const onLinux = process.platform === 'linux' ? test : test.skip

describe('a worker that was started by hand, where there are no namespaces', () => {
  // Not among the secrets that the registry knows.
  beforeAll(() => delete process.env.SOME_OTHER_KEY)

  onLinux('shows its child no secret in any environment or command line', async () => {
    const { found, looked } = await search('wiped')
    expect(found.filter((place) => /^\/proc\/\d+\/(environ|cmdline)$/.test(place))).toEqual([])
    expect(looked).toBeGreaterThan(5)
  })

  onLinux('wipes its environment before anything else, and still has its secrets', async () => {
    const worker = startProcess('worker/main.ts')
    const shown = () => readFileSync(`/proc/${worker.pid}/environ`, 'latin1')
    await waitUntil(() => !shown().includes(WORD), 20_000)
    expect(shown()).toMatch(/DATABASE_URL=x+\0/)
    expect(shown()).not.toContain(WORD)
    expect(isAlive(worker.pid)).toBe(true)
  })
})
