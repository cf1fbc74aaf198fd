/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { controlLeaves, perplexityOf, SWP1, type StreamResult } from '@/lib/protocol'
import { goldenOf, trainedModel } from '@/tests/helpers/golden'
import { familyOf } from '@/verifier/families'
import { climbGrades } from '@/verifier/measure/grades'
import { membersOf } from '@/verifier/measure/members'
import { measurePerplexity } from '@/verifier/measure/perplexity'
import { ImpossibleGrade, tokenizeCorpus } from '@/verifier/measure/windows'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

const model = trainedModel('tiny-single')
const { names } = familyOf(model.checkpoint.config)
const tensor = 'model.layers.1.mlp.down_proj.weight'
const [planted] = goldenOf('tiny-single').planted
const superWeight = { tensor, row: planted?.row ?? 0, col: planted?.col ?? 0 }
const inert = (row: number) => ({ tensor, row, col: 5 })
const bytes = readFileSync(path.join(__dirname, '../../../content/corpora/demo-text.txt'))
const text = tokenizeCorpus(
  { id: 'demo-text', revision: '1', sha256: '0'.repeat(64), text: bytes.toString() },
  { encode: (t) => [...Buffer.from(t)], bosTokenId: 256, addsBos: true, sha256: '0'.repeat(64) },
)

const measure = (controls: (typeof superWeight)[][], claimed = [inert(9)]) =>
  measurePerplexity({
    ...model,
    names,
    members: membersOf(claimed, model.checkpoint, names, 6, SWP1),
    controls,
    text,
    grade: 'quick',
    protocol: SWP1,
  })

const ratio = (stream: StreamResult | undefined, intact: StreamResult | undefined) =>
  perplexityOf(stream?.nll ?? []) / perplexityOf(intact?.nll ?? [])

describe('control groups', () => {
  it('that do something are split until the one weight that does it is alone', async () => {
    const run = await measure([[inert(1), superWeight, inert(2), inert(3), inert(4)]])
    const intact = run.streams.find((s) => s.role === 'intact')
    const controls = run.streams.filter((s) => s.role === 'control')
    expect(controls.map((s) => s.edits.length)).toEqual([5, 3, 2, 2, 1, 1, 1])
    const loud = controlLeaves(run).filter((s) => ratio(s, intact) > SWP1.controls.max_ratio)
    expect(loud.map((s) => s.edits.map(({ row, col }) => [row, col]))).toEqual([[[superWeight.row, superWeight.col]]])
  })

  it('that do nothing are measured once, together', async () => {
    const run = await measure([[inert(1), inert(2), inert(3)], [inert(4)]])
    expect(run.streams.filter((s) => s.role === 'control').map((s) => s.edits.length)).toEqual([3, 1])
  })
})

describe('streams of a claim', () => {
  it('are, for a set, the intact one, all members, each alone and all but each', async () => {
    const run = await measure([[inert(20)]], [superWeight, inert(1), inert(2)])
    expect(run.streams.map((s) => [s.role, s.member, s.edits.length])).toEqual([
      ['intact', null, 0],
      ['joint', null, 3],
      ['alone', 0, 1],
      ['alone', 1, 1],
      ['alone', 2, 1],
      ['without', 0, 2],
      ['without', 1, 2],
      ['without', 2, 2],
      ['control', null, 1],
    ])
    const [intact, joint, alone, , , without] = run.streams
    expect(ratio(joint, intact)).toBeGreaterThan(10)
    expect(ratio(alone, intact)).toBeGreaterThan(10)
    expect(ratio(without, intact)).toBeLessThan(1.1)
  })

  it('say on what text they were measured', async () => {
    const run = await measure([])
    expect(run).toMatchObject({
      grade: 'quick',
      windows: 2,
      window_tokens: 256,
      starts_with_bos: true,
      corpus: { id: 'demo-text', revision: '1' },
      reference: null,
    })
    expect(run.token_ids_sha256).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('grades', () => {
  const request = {
    ...model,
    names,
    members: membersOf([inert(9)], model.checkpoint, names, 6, SWP1),
    controls: [],
    text,
    protocol: SWP1,
  }
  const short = { ...text, tokens: text.tokens.slice(0, 600) }

  it('go on to the next one while the class is open, and no further', async () => {
    const runs = await climbGrades(request, 'quick', (run) => run.grade === 'quick')
    expect(runs.map((r) => [r.grade, r.windows, r.window_tokens])).toEqual([
      ['quick', 2, 256],
      ['standard', 16, 512],
    ])
    expect(await climbGrades(request, 'quick', () => false)).toHaveLength(1)
  })

  it('stay where they are when the text is too short for the next one, and say so', async () => {
    const said: string[] = []
    const runs = await climbGrades(
      { ...request, text: short },
      'quick',
      () => true,
      (p) => said.push(p.message),
    )
    expect(runs.map((r) => r.grade)).toEqual(['quick'])
    expect(said.at(-1)).toMatch(/600 tokens here; the grade standard takes 8176/)
  })

  it('fail when the one asked for is impossible', async () => {
    await expect(climbGrades({ ...request, text: short }, 'standard', () => true)).rejects.toThrow(ImpossibleGrade)
  })
})
