import { endReadingProcess } from '@/lib/checkpoints/reading/read-in-process'
import { importLiterature } from '@/lib/literature/import'
import { closeQueue } from '@/lib/jobs/queue'
import type { Audit } from '@/lib/audit/schema'
import uploads from '@/tests/fixtures/golden/quantised-uploads.json'
import { useDatabase } from '../../../helpers/database'
import { type TestHub, withHub } from '../../../helpers/hub'
import { ask } from '../ask'
import { fileFor, HUB, submit } from '../filed'

useDatabase({ keep: true })
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
  await importLiterature()
  await fileFor(await submit({ repo: uploads.base, coordinates: ['1:23:195'] }))
})
afterAll(async () => {
  await closeQueue()
  await endReadingProcess()
  await hub.close()
})

const auditOf = async (path: string) => (await (await ask(`/api/v1/audit/${path}`)).json()) as Audit
const valueOf = (repo: string, file: string) =>
  uploads.uploads.find((upload) => upload.repo === repo)?.values.find((one) => one.file === file)?.value

test('200: the super weight that was verified in the base model, as the upload stores it', async () => {
  const { base, files } = await auditOf('demo/wide-single-gptq')
  expect(base).toBe(uploads.base)
  expect(files).toMatchObject([
    {
      file: null,
      weights: [
        {
          record: expect.stringMatching(/^SW-/),
          verified: true,
          original: uploads.weight.value,
          value: valueOf('demo/wide-single-gptq', 'model.safetensors'),
          verdict: 'rounded',
        },
      ],
    },
  ])
})

test.each(uploads.uploads)('200: $repo, every file by its name', async ({ repo, values }) => {
  for (const { file, form, value } of values) {
    const query = file.endsWith('.gguf') ? `?file=${file}` : ''
    expect((await auditOf(`${repo}${query}`)).files[0]?.weights[0]).toMatchObject({ form, value, verified: true })
  }
})

test('200: one that clipping crushed, and one whose scales were folded', async () => {
  expect((await auditOf('demo/wide-single-w4a16-clip')).files[0]?.weights[0]?.verdict).toBe('crushed')
  expect((await auditOf('demo/wide-single-awq')).files[0]?.weights[0]).toMatchObject({
    verdict: 'not-compared',
    why: expect.stringContaining('folded'),
  })
})

test('200: of many GGUF files the first are audited, and each by its name', async () => {
  const some = await auditOf('demo/wide-single-gguf')
  expect(some.files).toHaveLength(3)
  expect(some.other_files.length).toBeGreaterThan(5)
  const file = 'wide-single-Q6_K.gguf'
  expect((await auditOf(`demo/wide-single-gguf?file=${file}`)).files).toMatchObject([
    { file, weights: [{ form: 'Q6_K', value: valueOf('demo/wide-single-gguf', file) }] },
  ])
})

test.each([
  ['demo/tiny-plain', 422, 'nothing-to-audit', 'Name the model'],
  [
    'demo/wide-single-gptq?base=demo/tiny-plain',
    422,
    'nothing-to-audit',
    'No super weight of demo/tiny-plain is known',
  ],
  ['demo/wide-single-gguf?file=none.gguf', 404, 'not-found', 'none.gguf'],
  ['demo/wide-single-gptq?base=nonsense', 422, 'invalid-input', 'expected owner/name'],
  ['demo/no-such', 404, 'not-found', 'demo/no-such'],
])('%s: %d %s', async (path, status, code, words) => {
  const response = await ask(`/api/v1/audit/${path}`)
  expect(response.status).toBe(status)
  const problem = (await response.json()) as { code: string; detail: string }
  expect(problem.code).toBe(code)
  expect(problem.detail).toContain(words)
})
