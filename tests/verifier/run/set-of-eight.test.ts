/** @jest-environment ./tests/helpers/numbers-environment.ts */
import {
  CURRENT_PROTOCOL,
  perplexityOf,
  protocolNamed,
  type PublishedProtocol,
  Report,
  verdictOf,
  wrongRunOf,
} from '@/lib/protocol'
import { alteredModel } from '@/tests/helpers/altered'
import { goldenOf } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { temporaryFolder } from '@/tests/helpers/repos'
import { verify } from '@/verifier/run/verify'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(180_000)

const DOWN = 'model.layers.1.mlp.down_proj.weight'
/** Channel by channel, the neurons that write it. */
const EIGHT = [
  [41, 130],
  [41, 16],
  [41, 18],
  [7, 130],
  [7, 16],
  [7, 18],
  [58, 130],
  [58, 16],
] as const

/**
 * tiny-set has three weights of neuron 130, each for a channel of its own. Two neurons that do little become copies of it, and each of the three weights is
 * shared out among the copies: the model does what it did, by eight weights, up to three to a channel.
 */
function spread(root: string): void {
  alteredModel('tiny-set', root, 'eight', (matrices) => {
    for (const copy of [16, 18]) {
      for (const name of ['gate_proj', 'up_proj']) matrices.copyRow(`model.layers.1.mlp.${name}.weight`, 130, copy)
      for (let row = 0; row < 64; row++) matrices.set(DOWN, row, copy, 0)
    }
    for (const { row, value } of goldenOf('tiny-set').planted) {
      const own = EIGHT.filter(([r]) => r === row)
      for (const [, col] of own) matrices.set(DOWN, row, col, value / own.length)
    }
  })
}

const place = temporaryFolder()
let hub: TestHub
beforeAll(async () => {
  spread(place.path)
  alteredModel('tiny-set', place.path, 'three', () => undefined)
  process.env.DATA_DIR = place.path
  hub = await withHub(place.path)
})
afterAll(async () => {
  await hub.close()
  delete process.env.DATA_DIR
  place.remove()
})

const verified = (
  places: readonly (readonly [number, number])[],
  { repo = 'demo/eight', protocol = CURRENT_PROTOCOL }: { repo?: string; protocol?: PublishedProtocol } = {},
) =>
  verify({
    repo,
    protocol,
    coordinates: places.map(([row, col]) => ({ tensor: DOWN, row, col })),
    grade: 'quick',
    corpusId: 'demo-text',
  })

test('eight weights are verified as one set: all contribute to spikes of the intact model, and each is needed', async () => {
  const report = await verified(EIGHT)
  const verdict = verdictOf(report)
  expect([verdict.class, verdict.accepted, verdict.checks.filter((c) => !c.passed)]).toEqual(['B', true, []])
  expect(verdict.core).toBeNull()
  const [first] = report.detection[0]?.rounds ?? []
  const places = (weights: readonly { readonly row: number; readonly col: number }[]) =>
    weights.map(({ row, col }) => `${row} ${col}`).toSorted()
  expect(places(first?.found ?? [])).toEqual(places(report.members))
  expect(report.members.map((m) => m.evidence.round)).toEqual(EIGHT.map(() => 0))
  for (const { row, evidence } of report.members) {
    const together = report.members.filter((m) => m.row === row).reduce((sum, m) => sum + m.evidence.share, 0)
    expect(evidence.share).toBeLessThan(CURRENT_PROTOCOL.document.attribution.scalar_min_share)
    expect(together).toBeGreaterThan(0.95)
    expect(together).toBeLessThan(1.05)
  }
  expect(verdict.members.map((m) => m.class)).toEqual(EIGHT.map(() => 'D'))
  expect(verdict.members.map((m) => m.redundant)).toEqual(EIGHT.map(() => false))
})

test('under swp-1 they are found three to a round', async () => {
  const report = await verified(EIGHT, { protocol: protocolNamed('swp-1') ?? CURRENT_PROTOCOL })
  const verdict = verdictOf(report)
  expect([verdict.class, verdict.accepted, verdict.checks.filter((c) => !c.passed)]).toEqual(['B', true, []])
  // One argmax a layer cannot return three weights of one channel: its contributors are looked at.
  const [prompt] = report.detection
  expect(prompt?.rounds.map(({ found }) => found.map(({ row, col }) => [row, col]).sort())).toEqual(
    [0, 3, 6]
      .map((from) =>
        EIGHT.slice(from, from + 3)
          .map((p) => [...p])
          .sort(),
      )
      .concat([[]]),
  )
  expect(report.members.map((m) => m.evidence.round)).toEqual([0, 0, 0, 1, 1, 1, 2, 2])
})

test('the report holds what the verdict is computed from: each alone, all but each, and losses of every window', async () => {
  const report = await verified(EIGHT)
  const [run] = report.perplexity
  const streams = run?.streams ?? []
  expect(streams.filter((s) => s.role === 'alone').map((s) => [s.member, s.edits.length])).toEqual(
    EIGHT.map((_, i) => [i, 1]),
  )
  expect(streams.filter((s) => s.role === 'without').map((s) => [s.member, s.edits.length])).toEqual(
    EIGHT.map((_, i) => [i, 7]),
  )
  expect(streams.every((s) => s.nll.length === CURRENT_PROTOCOL.document.grades.quick.windows)).toBe(true)
  expect(wrongRunOf(report)).toBeNull()
  // Read from a file by somebody else, it gives the same verdict.
  expect(verdictOf(Report.parse(JSON.parse(JSON.stringify(report))))).toEqual(verdictOf(report))
  const [intact, joint] = [streams.find((s) => s.role === 'intact'), streams.find((s) => s.role === 'joint')]
  expect(verdictOf(report).damage.ratio).toBeCloseTo(
    perplexityOf(joint?.nll ?? []) / perplexityOf(intact?.nll ?? []),
    9,
  )
})

test('a weight that adds nothing to a set is named redundant, and keeps it from being accepted', async () => {
  const three = goldenOf('tiny-set').planted.map(({ row, col }) => [row, col] as const)
  const verdict = verdictOf(await verified([...three, [20, 5]], { repo: 'demo/three' }))
  expect(verdict.damage.ratio).toBeGreaterThan(10)
  expect(verdict).toMatchObject({ accepted: false, class: null })
  expect(verdict.members.map((m) => m.redundant)).toEqual([false, false, false, true])
  expect(verdict.checks.filter((c) => !c.passed && c.member !== 3 && c.member !== null)).toEqual([])
})
