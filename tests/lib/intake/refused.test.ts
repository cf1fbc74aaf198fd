import { AppError } from '@/lib/errors/app-error'
import { BROKEN_REPOS } from '../../helpers/broken-repos'
import { useDatabase } from '../../helpers/database'
import { nothingStored, SINGLE, submit, useHub } from '../../helpers/registry'

useDatabase()
useHub()

async function refusal(input: Parameters<typeof submit>[0]): Promise<AppError> {
  const error: unknown = await submit(input).then(
    (r) => r.record,
    (e: unknown) => e,
  )
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${JSON.stringify(error)}`)
  expect(await nothingStored()).toBe(true)
  expect(error.status).toBe(422)
  return error
}

test('a malformed coordinate is refused with what was expected and the nearest right spelling', async () => {
  const error = await refusal({ coordinates: ['layer 1, row 23, column 88'] })
  expect(error).toMatchObject({
    code: 'malformed-coordinate',
    extra: { coordinate: 'layer 1, row 23, column 88', suggestion: SINGLE.paper },
  })
  expect(error.message).toContain('Expected')
})

test.each([
  ['a row', '1:64:88', /64 rows \(0 to 63\)/, null],
  ['a column', '1:23:160', /160 columns \(0 to 159\)/, null],
  ['row and column swapped', '1:88:23', /swapped/, 'model.layers.1.mlp.down_proj.weight[23, 88]'],
  ['a layer', '6:23:88', /6 layers, 0 to 5/, null],
])('%s out of range is refused with the true bounds', async (_, coordinate, text, suggestion) => {
  const error = await refusal({ coordinates: [coordinate] })
  expect(error).toMatchObject({ code: 'no-such-coordinate', extra: { suggestion } })
  expect(error.message).toMatch(text)
})

test.each([
  ['no such tensor', 'layers[1].mlp.dawn_proj.weight[23, 88]', /has no tensor/],
  ['not a 2-D weight', 'layers[1].input_layernorm.weight[23, 88]', /not a 2-D weight/],
  ['not a down projection', 'layers[1].mlp.up_proj.weight[23, 33]', /not a down projection/],
])('%s: refused with the spelling of the down projection', async (_, coordinate, text) => {
  const error = await refusal({ coordinates: [coordinate] })
  expect(error.code).toBe('no-such-coordinate')
  expect(error.message).toMatch(text)
  expect(error.extra.suggestion).toContain('model.layers.1.mlp.down_proj.weight[23, ')
})

test('one wrong member refuses the set', async () => {
  expect(await refusal({ coordinates: [SINGLE.short, '1:64:0'] })).toMatchObject({ code: 'no-such-coordinate' })
})

test('the same scalar twice is refused, also in two spellings', async () => {
  expect(await refusal({ coordinates: [SINGLE.short, SINGLE.stored] })).toMatchObject({ code: 'duplicate-coordinate' })
})

test('a value is refused for a set', async () => {
  expect(await refusal({ coordinates: [SINGLE.short, '1:0:0'], value: 1.5 })).toMatchObject({ code: 'value-of-a-set' })
})

test.each([
  ['not a repo', { repo: 'tiny-single' }, 'malformed-repo'],
  ['another site', { repo: 'https://example.org/demo/tiny-single' }, 'malformed-repo'],
  ['no revision', { revision: '../main' }, 'malformed-revision'],
  ['two revisions', { repo: 'https://huggingface.co/demo/tiny-single/tree/v1', revision: 'v2' }, 'malformed-revision'],
  ['a note that no database can hold', { note: 'a\0b' }, 'invalid-input'],
])('%s: refused before any Hub is asked', async (_, input, code) => {
  expect(await refusal(input)).toMatchObject({ code })
})

const broken = Object.entries(BROKEN_REPOS).filter(
  ([, code]) => code !== null && ['bad-config', 'bad-header', 'bad-index', 'too-large'].includes(code),
)
test.each(broken)('%s (%s): refused as unreadable, in bounded time and memory', async (repo) => {
  const before = process.memoryUsage().rss
  const error = await refusal({ repo, coordinates: ['0:0:0'] })
  expect(error.code).toBe('unreadable-checkpoint')
  expect(error.message).toContain(repo)
  expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000)
})
