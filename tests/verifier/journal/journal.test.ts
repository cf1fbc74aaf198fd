/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { memoStep } from '@/verifier/pass/scope'
import { folderOf, type RunKey } from '@/verifier/journal/run-key'
import { aRun, EAGER, opened, useDataFolder } from './runs'

useDataFolder()
let number = 0
/** A run that no other test has. */
const another = (): RunKey => aRun({ repo: `acme/model-${number++}` })

const OUTCOME = {
  losses: [1.5, NaN, Infinity, -0],
  h: Float32Array.of(1, NaN, -Infinity),
  largest: new Map([['a', [{ index: 3, value: 0.1 }]]]),
  nothing: null,
}
const state = (...arrays: Float32Array[]) => ({ facts: { next: 7 }, arrays })

/** Leaves a journal behind as an interrupted run does. */
async function interrupted(run: RunKey, ...arrays: Float32Array[]) {
  const { journal, notices, scope } = await opened(run)
  await scope?.save('head 0', OUTCOME, 'windows done')
  await scope?.saveState('sweep 1', state(...arrays), 'layer 7 of 32')
  await journal?.leave()
  return notices
}

test('what a run had finished is found again bit for bit, and where it stood is told', async () => {
  const run = another()
  const floats = Float32Array.from({ length: 100_000 }, (_, i) => Math.sin(i) * 1e-40)
  expect(await interrupted(run, floats, Float32Array.of(NaN))).toEqual([
    { kind: 'kept', place: 'perplexity, grade quick, layer 7 of 32' },
  ])
  const { scope, notices } = await opened(run, { resume: true })
  expect(notices).toEqual([{ kind: 'resumed', place: 'perplexity, grade quick, layer 7 of 32' }])
  expect(await scope?.find('head 0')).toEqual(OUTCOME)
  const found = await scope?.findState('sweep 1')
  expect(found?.facts).toEqual({ next: 7 })
  expect(Buffer.from(found?.arrays[0]?.buffer ?? new ArrayBuffer(0)).equals(Buffer.from(floats.buffer))).toBe(true)
  expect(found?.arrays[1]).toEqual(Float32Array.of(NaN))
})

test('steps of other names, other scopes and other runs are not found', async () => {
  const run = another()
  await interrupted(run, Float32Array.of(1))
  const { journal, scope } = await opened(run, { resume: true })
  expect(await scope?.find('head 1')).toBeUndefined()
  expect(await scope?.findState('sweep 0')).toBeNull()
  expect(await journal?.scope('perplexity, grade full').find('head 0')).toBeUndefined()
  for (const changes of [
    { commit: 'f'.repeat(40) },
    { files: 'touched' },
    { corpus: 'x' },
    { grade: 'full' },
    { coordinates: [] },
    { tokenizer: 'x' },
    { protocol: 'x' },
    { program: 'x' },
  ] satisfies Partial<RunKey>[]) {
    expect((await opened({ ...run, ...changes }, { resume: true })).notices[0]?.kind).toBe('nothing-kept')
  }
  for (const verifier of [
    { version: '9' },
    { threads: 1 },
    { cpu: 'another' },
    { engine: 'onnxruntime-node 2' },
    { node: 'v99' },
  ].map((part) => ({ ...run.verifier, ...part }))) {
    expect((await opened({ ...run, verifier }, { resume: true })).notices[0]?.kind).toBe('nothing-kept')
  }
})

test('one state is on disk at a time: the newest', async () => {
  const run = another()
  const { journal, scope } = await opened(run)
  for (const next of [1, 2, 3])
    await scope?.saveState('sweep 0', { facts: { next }, arrays: [Float32Array.of(next)] }, `layer ${next} of 3`)
  expect(readdirSync(folderOf(run)).filter((name) => name.startsWith('state'))).toHaveLength(1)
  await journal?.leave()
  const again = await opened(run, { resume: true })
  expect((await again.scope?.findState('sweep 0'))?.arrays[0]).toEqual(Float32Array.of(3))
})

test('memoStep() does a step and, in a run that goes on, does not', async () => {
  const run = another()
  const first = await opened(run)
  let done = 0
  const step = async () => ({ value: ++done })
  if (first.scope) expect(await memoStep(first.scope, 'static', 'values', step)).toEqual({ value: 1 })
  await first.journal?.leave()
  const second = await opened(run, { resume: true })
  if (second.scope) expect(await memoStep(second.scope, 'static', 'values', step)).toEqual({ value: 1 })
  expect(done).toBe(1)
})

test('a run that is over leaves nothing, neither folder nor lock', async () => {
  const run = another()
  await interrupted(run, Float32Array.of(1))
  const { journal } = await opened(run, { resume: true })
  await journal?.discard()
  expect([existsSync(folderOf(run)), existsSync(`${folderOf(run)}.lock`)]).toEqual([false, false])
})

test('only the user may read it', async () => {
  const run = another()
  await interrupted(run, Float32Array.of(1))
  const modes = (folder: string): number[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => [
      statSync(path.join(folder, entry.name)).mode & 0o077,
      ...(entry.isDirectory() ? modes(path.join(folder, entry.name)) : []),
    ])
  expect([statSync(folderOf(run)).mode & 0o077, ...modes(folderOf(run))].filter((mode) => mode !== 0)).toEqual([])
})

describe('without --resume', () => {
  test('a run says what an earlier one left, does not use it, and leaves it alone for its first minute', async () => {
    const run = another()
    await interrupted(run, Float32Array.of(1))
    const { journal, scope, notices } = await opened(run)
    expect(notices).toEqual([{ kind: 'left-over', place: 'perplexity, grade quick, layer 7 of 32' }])
    expect(await scope?.find('head 0')).toBeUndefined()
    expect(await scope?.findState('sweep 1')).toBeNull()
    await scope?.save('head 0', 'another', 'windows done')
    await journal?.leave()
    expect(await (await opened(run, { resume: true })).scope?.find('head 0')).toEqual(OUTCOME)
  })

  test('after that minute its own steps take the place of all that the earlier one left', async () => {
    const run = another()
    await interrupted(run, Float32Array.of(1))
    const { journal, scope } = await opened(run, { throttle: { ...EAGER, sparedMs: 0 } })
    await scope?.save('static', 'new', 'values')
    await journal?.leave()
    const again = await opened(run, { resume: true })
    expect(again.notices).toEqual([{ kind: 'resumed', place: 'perplexity, grade quick, values' }])
    expect([
      await again.scope?.find('static'),
      await again.scope?.find('head 0'),
      await again.scope?.findState('sweep 1'),
    ]).toEqual(['new', undefined, null])
  })

  test('once it is over, the earlier one is gone too', async () => {
    const run = another()
    await interrupted(run, Float32Array.of(1))
    await (await opened(run)).journal?.discard()
    expect(existsSync(folderOf(run))).toBe(false)
  })
})

describe('a damaged journal', () => {
  const flip = (file: string, at: number) => {
    const bytes = readFileSync(file)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file, bytes)
  }
  const fileOf = (run: RunKey, wanted: RegExp) => {
    const found = readdirSync(folderOf(run), { recursive: true })
      .map(String)
      .find((name) => wanted.test(name))
    return path.join(folderOf(run), found ?? 'no such file')
  }

  test.each([
    ['a bit of an outcome is another', /\.entry$/, (file: string) => flip(file, 60)],
    ['an outcome is cut short', /\.entry$/, (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 50))],
    ['an outcome is empty', /\.entry$/, (file: string) => writeFileSync(file, '')],
  ])('%s: it is not believed, and said', async (_, wanted, damage) => {
    const run = another()
    await interrupted(run, Float32Array.of(1))
    damage(fileOf(run, wanted))
    const { scope, notices } = await opened(run, { resume: true })
    expect(await scope?.find('head 0')).toBeUndefined()
    expect(notices.at(-1)).toMatchObject({ kind: 'damaged', reason: expect.stringContaining('.entry') })
    expect((await scope?.findState('sweep 1'))?.facts).toEqual({ next: 7 })
  })

  test.each([
    ['a bit of a residual stream is another', /state-1.0$/, (file: string) => flip(file, 2)],
    ['a residual stream is cut short', /state-1.0$/, (file: string) => writeFileSync(file, 'short')],
    ['the index of a state is another', /state-1.index$/, (file: string) => flip(file, 70)],
  ])('%s: it is not believed, and said', async (_, wanted, damage) => {
    const run = another()
    await interrupted(run, Float32Array.of(1, 2, 3))
    damage(fileOf(run, wanted))
    const { scope, notices } = await opened(run, { resume: true })
    expect(await scope?.findState('sweep 1')).toBeNull()
    expect(notices.at(-1)).toMatchObject({ kind: 'damaged', reason: expect.stringContaining('state-1') })
    expect(await scope?.find('head 0')).toEqual(OUTCOME)
  })

  test("an outcome under another step's name is not believed", async () => {
    const run = another()
    const { journal, scope } = await opened(run)
    await scope?.save('one', 1, '')
    const one = fileOf(run, /\.entry$/)
    await scope?.save('two', 2, '')
    await journal?.leave()
    const two = readdirSync(folderOf(run)).find((name) => name.endsWith('.entry') && !one.endsWith(name)) ?? ''
    writeFileSync(one, readFileSync(path.join(folderOf(run), two)))
    const again = await opened(run, { resume: true })
    expect(await again.scope?.find('one')).toBeUndefined()
    expect(again.notices.at(-1)?.kind).toBe('damaged')
  })

  test('one whose description cannot be read counts as none', async () => {
    const run = another()
    await interrupted(run, Float32Array.of(1))
    writeFileSync(fileOf(run, /^journal\.json$/), '{"run": ')
    expect((await opened(run, { resume: true })).notices).toEqual([{ kind: 'nothing-kept', differs: null }])
  })
})
