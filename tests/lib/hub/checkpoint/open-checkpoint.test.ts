import { HubError } from '@/lib/hub/errors/hub-error'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { openTarget } from '@/lib/hub/checkpoint/open-target'
import { BROKEN_REPOS, makeBrokenRepos } from '@/tests/helpers/broken-repos'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, SMALL_TENSOR, smallRepo, smallTensors, temporaryFolder } from '@/tests/helpers/repos'
import { f32, safetensorsFile } from '@/tests/helpers/safetensors'

const folder = temporaryFolder()
let hub: TestHub

beforeAll(async () => {
  makeRepo(folder.path, 'org/small', smallRepo())
  const { 'lm_head.weight': head, ...rest } = smallTensors()
  if (head === undefined) throw new Error('no head')
  const shards = { first: 'model-00001-of-00002.safetensors', second: 'model-00002-of-00002.safetensors' }
  makeRepo(folder.path, 'org/sharded', {
    'config.json': SMALL_CONFIG,
    [shards.first]: safetensorsFile({ ...rest, 'not.in.the.index': f32([1], [1]) }),
    [shards.second]: safetensorsFile({ 'lm_head.weight': head }),
    'model.safetensors.index.json': {
      metadata: {},
      weight_map: {
        ...Object.fromEntries(Object.keys(rest).map((name) => [name, shards.first])),
        'lm_head.weight': shards.second,
      },
    },
  })
  makeRepo(
    folder.path,
    'org/extra-keys',
    smallRepo({
      'config.json': `{"model_type": "gpt2", "n_embd": 4, "n_layer": 1, "head_dim": null, "__proto__": {"polluted": true}}`,
    }),
  )
  makeRepo(
    folder.path,
    'org/many-files',
    smallRepo(Object.fromEntries(Array.from({ length: 1_200 }, (_, i) => [`notes-${i}.txt`, '']))),
  )
  makeBrokenRepos(folder.path)
  hub = await withHub(folder.path)
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})

async function failure(repo: string, revision?: string): Promise<HubError> {
  const error: unknown = await openCheckpoint({ repo, revision }).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof HubError) return error
  throw new Error(`expected a HubError, got ${String(error)}`)
}

describe('openCheckpoint', () => {
  test('pins the commit, reads config and tensors, and downloads no weight', async () => {
    const before = hub.requests.length
    const checkpoint = await openCheckpoint({ repo: 'org/small' })
    expect(checkpoint).toMatchObject({
      repo: 'org/small',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      gated: false,
      parameters: 8 * 4 * 2 + 16 * 4 + 24 * 3 + 12,
    })
    expect(checkpoint.config).toMatchObject(SMALL_CONFIG)
    expect(checkpoint.tensors.get(SMALL_TENSOR)).toMatchObject({
      dtype: 'F32',
      shape: [4, 6],
      file: 'model.safetensors',
    })
    const ranges = hub.requests
      .slice(before)
      .filter(({ path }) => path.endsWith('model.safetensors'))
      .map(({ range }) => range)
    expect(ranges).toEqual(['bytes=0-7', expect.stringMatching(/^bytes=8-\d+$/)])
  })

  test('finds the same commit by branch and by hash', async () => {
    const { commit } = await openCheckpoint({ repo: 'org/small', revision: 'main' })
    expect((await openCheckpoint({ repo: 'org/small', revision: commit })).commit).toBe(commit)
  })

  test('reads a checkpoint in several files: all tensors of all files that the index names, as transformers does', async () => {
    const single = await openCheckpoint({ repo: 'org/small' })
    const sharded = await openCheckpoint({ repo: 'org/sharded' })
    expect([...sharded.tensors.keys()].sort()).toEqual([...single.tensors.keys(), 'not.in.the.index'].sort())
    expect(sharded.parameters).toBe(single.parameters + 1)
    expect(sharded.tensors.get('lm_head.weight')?.file).toBe('model-00002-of-00002.safetensors')
  })

  test('finds the weights in a repo of many files', async () => {
    expect((await openCheckpoint({ repo: 'org/many-files' })).tensors.size).toBe(12)
  })

  test('keeps what config.json says beyond what is checked, but no prototype', async () => {
    const { config } = await openCheckpoint({ repo: 'org/extra-keys' })
    expect(config).toMatchObject({ model_type: 'gpt2', n_embd: 4, n_layer: 1, head_dim: null })
    expect('polluted' in config).toBe(false)
  })

  test.each(Object.entries(BROKEN_REPOS).filter(([, code]) => code !== null))(
    'refuses %s as %s, for good',
    async (repo, code) => {
      const error = await failure(repo)
      expect(error).toMatchObject({ code, permanent: true })
      expect(error.message).toContain(repo)
    },
  )

  test('opens an architecture it does not know: families judge that', async () => {
    expect((await openCheckpoint({ repo: 'broken/unknown-architecture' })).config.model_type).toBe('perceptron-9000')
  })

  test('never asks for the header of 100 MB, nor for a file outside the repo', async () => {
    const before = hub.requests.length
    await failure('broken/header-100mb')
    await failure('broken/climbing-shard')
    const asked = hub.requests
      .slice(before)
      .filter(({ path }) => path.includes('safetensors') && !path.includes('index'))
    expect(asked.map(({ range }) => range)).toEqual(['bytes=0-7'])
  })

  describe('with a token that was granted access', () => {
    beforeEach(() => {
      process.env.HF_TOKEN = 'hf_granted'
    })
    afterEach(() => {
      delete process.env.HF_TOKEN
      delete process.env.HF_GATED_REPOS
    })

    test('opens what its owner may read, where that is asked for', async () => {
      expect(await openCheckpoint({ repo: 'broken/gated', access: 'own' })).toMatchObject({ gated: true })
      expect(await openCheckpoint({ repo: 'broken/private', access: 'own' })).toMatchObject({ gated: false })
      expect(await openTarget('broken/private', { storage: 'memory' })).toMatchObject({ repo: 'broken/private' })
    })

    test('otherwise opens only what is public, and sends the token nowhere', async () => {
      const before = hub.requests.length
      expect(await openCheckpoint({ repo: 'org/small' })).toMatchObject({ gated: false })
      expect(await failure('broken/gated')).toMatchObject({
        code: 'not-public',
        permanent: true,
        message: expect.stringContaining('HF_GATED_REPOS'),
      })
      const hidden = await failure('broken/private')
      const never = await failure('broken/never-was')
      expect(hidden.message.replace('private', 'X')).toBe(never.message.replace('never-was', 'X'))
      expect([hidden.code, hidden.permanent]).toEqual([never.code, never.permanent])
      expect(hub.requests.slice(before).filter(({ authorization }) => authorization !== null)).toEqual([])
    })

    test('opens a gated repo that is listed, asking first without the token; a private one stays closed', async () => {
      process.env.HF_GATED_REPOS = ' other/one, Broken/Gated , broken/private'
      const before = hub.requests.length
      expect(await openCheckpoint({ repo: 'broken/gated' })).toMatchObject({
        gated: true,
        parameters: expect.any(Number),
      })
      const [first, ...others] = hub.requests.slice(before)
      expect(first).toMatchObject({
        authorization: null,
        path: expect.stringContaining('/api/models/broken/gated/revision/'),
      })
      expect(new Set(others.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer hf_granted']))
      expect(await failure('broken/private')).toMatchObject({ code: 'missing-repo' })
      expect(
        hub.requests
          .slice(before)
          .filter(({ path, authorization }) => path.includes('private') && authorization !== null),
      ).toEqual([])
    })

    test('says when a listed repo cannot be read for lack of a token, or of access', async () => {
      process.env.HF_GATED_REPOS = 'broken/gated'
      delete process.env.HF_TOKEN
      expect(await failure('broken/gated')).toMatchObject({
        code: 'gated',
        message: expect.stringContaining('HF_TOKEN'),
      })
      process.env.HF_TOKEN = 'hf_of_somebody_else'
      expect(await failure('broken/gated')).toMatchObject({ code: 'gated', permanent: true })
    })

    test('a list that names no repos is an error of the settings', async () => {
      process.env.HF_GATED_REPOS = 'meta-llama'
      await expect(openCheckpoint({ repo: 'org/small' })).rejects.toThrow(/HF_GATED_REPOS.*owner\/name/s)
    })
  })

  test('says of a missing repo that it is missing or private, of a missing revision its name', async () => {
    expect(await failure('org/never-was')).toMatchObject({
      code: 'missing-repo',
      permanent: true,
      message: expect.stringContaining('org/never-was'),
    })
    expect(await failure('org/small', 'f'.repeat(40))).toMatchObject({ code: 'missing-revision', permanent: true })
    expect(await failure('org/small', 'no/such-branch')).toMatchObject({ code: 'missing-revision' })
  })

  test.each(['../x', 'gpt2', 'a/b/c', 'a/b?x=1'])('asks the Hub nothing about %j', async (repo) => {
    const before = hub.requests.length
    expect(await failure(repo)).toMatchObject({ code: 'missing-repo' })
    expect(await failure('org/small', `../${repo}`)).toMatchObject({ code: 'missing-revision' })
    expect(hub.requests.length).toBe(before)
  })

  test.each([
    [
      'a tensor that its shard lacks',
      { weight_map: { 'lm_head.weight': 'a.safetensors', 'nobody.needs.this': 'a.safetensors' } },
    ],
    ['no metadata', { weight_map: { 'model.norm.weight': 'a.safetensors' } }],
    [
      'a size that is text',
      { metadata: { total_size: '12', other: [1] }, weight_map: { 'model.norm.weight': 'a.safetensors' } },
    ],
  ])('reads a repo whose index has %s', async (name, index) => {
    const { 'lm_head.weight': _, ...rest } = smallTensors()
    const repo = `org/index-${name.replaceAll(' ', '-')}`
    makeRepo(folder.path, repo, {
      'config.json': SMALL_CONFIG,
      'a.safetensors': safetensorsFile(rest),
      'model.safetensors.index.json': index,
    })
    expect([...(await openCheckpoint({ repo })).tensors.keys()].sort()).toEqual(Object.keys(rest).sort())
  })

  test('takes a tensor that two shards hold from the last of them, and everything from the single file where there is one', async () => {
    const shard = (value: number) =>
      safetensorsFile({ ...smallTensors(), 'model.norm.weight': f32([4], Array<number>(4).fill(value)) })
    const files = {
      'config.json': SMALL_CONFIG,
      'b.safetensors': shard(2),
      'a.safetensors': shard(1),
      'model.safetensors.index.json': {
        weight_map: { 'lm_head.weight': 'b.safetensors', 'model.norm.weight': 'a.safetensors' },
      },
    }
    makeRepo(folder.path, 'org/twice', files)
    makeRepo(folder.path, 'org/single-too', { ...files, 'model.safetensors': shard(3) })
    const fileOf = async (repo: string) => (await openCheckpoint({ repo })).tensors.get('model.norm.weight')?.file
    expect(await fileOf('org/twice')).toBe('b.safetensors')
    expect(await fileOf('org/single-too')).toBe('model.safetensors')
  })
})
