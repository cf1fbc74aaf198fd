import { activationRows } from '@/scripts/check-real/compare-activations'
import { damageOf } from '@/scripts/check-real/compare-damage'
import { answerRows } from '@/scripts/check-real/compare-answers'
import type { Measured } from '@/scripts/check-real/measured'
import { placeOf, typedOf } from '@/scripts/check-real/places'
import type { PerplexityRun, Report, StreamResult } from '@/lib/protocol'
import { report } from '@/tests/components/fixtures/report'

const peak = (value: number) => ({ value, token: 0, channel: 3 })
const theirs = [1, 20, 3].map((value) => ({
  down_proj_input: peak(value),
  down_proj_output: peak(2 * value),
  residual_after: peak(3 * value),
}))
const ours = theirs.map(({ down_proj_input: input, down_proj_output: output, residual_after: residual }) => ({
  input,
  output,
  residual,
}))
const run = (bos: 'own' | 'toggled', token: number, layers = ours) => ({
  prompt: 0,
  bos,
  token_ids: [token],
  rounds: [{ layers, found: [] }],
})
const traces = [7, 8].map((token) => ({
  prompt: 'P',
  bos: token === 8,
  token_ids: [token],
  layers: theirs,
  spikes: [],
}))
const failed = (detection: ReturnType<typeof run>[]) =>
  activationRows({ traces }, { detection })
    .filter(({ passed }) => !passed)
    .map(({ quantity }) => quantity.split(',')[0])

describe('activations', () => {
  it('agree in any order of the runs', () => {
    expect(failed([run('own', 7), run('toggled', 8)])).toEqual([])
    expect(failed([run('toggled', 8), run('own', 7)])).toEqual([])
  })

  it.each([
    ['another token', [run('own', 7), run('toggled', 9)], ['tokens of the prompts']],
    [
      'a run missing',
      [run('own', 7)],
      ['tokens of the prompts', 'largest |x|', 'largest |y|', 'largest |h|', 'token and channel of each'],
    ],
    [
      'another y in one layer',
      [run('own', 7, ours.with(1, { ...ours[1]!, output: peak(41) })), run('toggled', 8)],
      ['largest |y|'],
    ],
    [
      'the same y in another channel',
      [run('own', 7, ours.with(1, { ...ours[1]!, output: { ...peak(40), channel: 4 } })), run('toggled', 8)],
      ['token and channel of each'],
    ],
  ])('do not agree with %s', (_words, detection, expected) => {
    expect(failed(detection)).toEqual(expected)
  })
})

const edit = (name: string) => ({ tensor: 't', ...placeOf(name), scale: 0 })
const stream = (role: StreamResult['role'], nll: number, ...names: string[]): StreamResult => ({
  role,
  member: null,
  edits: names.map(edit),
  nll: [nll, nll],
})
const measured = (grade: PerplexityRun['grade'], ...streams: StreamResult[]): Report => ({
  ...report,
  perplexity: [{ ...report.perplexity[0]!, grade, streams: [stream('intact', 3), ...streams] }],
})
const [first, second] = ['11 [507, 1229]', '11 [507, 1487]']

describe('R of a removal', () => {
  it('is that of the stream which removes exactly its weights', () => {
    const pair = measured('quick', stream('joint', 14, first, second), stream('alone', 5, first))
    const padded = measured('quick', stream('alone', 3, '11 [14, 1229]'))
    expect(damageOf('pair', { pair, padded, doses: {} }).ratio).toBeCloseTo(Math.exp(11))
    expect(damageOf('alone:0', { pair, padded, doses: {} }).ratio).toBeCloseTo(Math.exp(2))
    expect(damageOf('padding:1', { pair, padded, doses: {} })).toEqual({ ratio: 1, lower: 1, upper: 1 })
    expect(() => damageOf('padded', { pair, padded, doses: {} })).toThrow('No command measured R of padded.')
  })

  it('is not taken from another number of windows than the referee has', () => {
    const pair = measured('standard', stream('joint', 14, first, second))
    expect(() => damageOf('pair', { pair, padded: pair, doses: {} })).toThrow('no run of grade quick')
  })
})

it('fails where find returns something else, or a protocol says something else', () => {
  const find = { answers: [{ class: 'A' as const, members: [placeOf(first)], spike: { bos: 'own' as const } }] }
  const weight = { ...placeOf(first), value: 5.5 }
  const audit = { files: [{ file: null, problem: null, weights: [weight] }] } as unknown as Measured['audit']
  const rows = answerRows({ dequantised: { [first]: 5.875 } }, { find, pair: report, padded: report, audit })
  expect(rows.map(({ here, passed }) => [here, passed])).toEqual([
    [`A: ${first}`, false],
    ['accepted, class A', false],
    ['accepted, class A', false],
    [`${first} = 5.5`, false],
  ])
})

it('writes places as the command line takes them', () => {
  expect(typedOf('pair')).toEqual(['11:507:1229', '11:507:1487'])
  expect(() => placeOf('11:507:1229')).toThrow('is not written as "layer [row, column]"')
})
