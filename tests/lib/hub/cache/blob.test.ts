import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { storeSmall } from '@/lib/hub/cache/blob'
import { layoutOf } from '@/lib/hub/cache/layout'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { openStored } from '@/lib/hub/checkpoint/open-stored'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, temporaryFolder } from '@/tests/helpers/repos'
import { safetensorsFile } from '@/tests/helpers/safetensors'

const folder = temporaryFolder()
const cache = mkdtempSync(path.join(os.tmpdir(), 'superweights cache '))
const repo = 'org/small'
let hub: TestHub

beforeAll(async () => {
  process.env.HF_HUB_CACHE = cache
  makeRepo(folder.path, repo, {
    'config.json': SMALL_CONFIG,
    'model.safetensors': safetensorsFile({ w: { dtype: 'U8', shape: [1], bytes: Buffer.of(1) } }),
  })
  hub = await withHub(folder.path)
})
afterAll(async () => {
  await hub.close()
  folder.remove()
  delete process.env.HF_HUB_CACHE
  rmSync(cache, { recursive: true, force: true })
})

test('small files are kept under the name git gives their content', async () => {
  const config = JSON.stringify(SMALL_CONFIG)
  const oid = createHash('sha1').update(`blob ${config.length}\0${config}`).digest('hex')
  const { commit } = await openCheckpoint({ repo })
  await storeSmall(layoutOf(repo, commit), 'config.json', oid, Buffer.from(config))
  await storeSmall(layoutOf(repo, commit), 'other.json', '0'.repeat(40), Buffer.from(config))
  expect(readdirSync(layoutOf(repo, commit).snapshot)).toEqual(['config.json'])
  const before = hub.requests.length
  await openStored({ repo })
  expect(
    hub.requests
      .slice(before)
      .map(({ path: asked }) => asked)
      .filter((asked) => asked.endsWith('config.json')),
  ).toEqual([])
})

test('a repo without a tokenizer still says so', async () => {
  await expect(loadTokenizer(await openStored({ repo }))).rejects.toMatchObject({ code: 'bad-tokenizer' })
})
