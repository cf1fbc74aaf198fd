/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { keyOf } from '@/lib/coordinates'
import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { useFixtureHub } from '@/tests/helpers/fixture-hub'
import { findSubject } from '@/verifier/run/find'
import { findResultOf } from '@/verifier/run/find-result'
import { openSubject } from '@/verifier/run/open-subject'

jest.setTimeout(120_000)

/** What PyTorch and transformers found by removing every subset of the candidates (tests/fixtures/make/referee_find.py). */
const Referee = z.object({
  model: z.string(),
  candidates: z.array(z.object({ tensor: z.string(), row: z.int(), col: z.int() })),
  answers: z.array(
    z.object({
      members: z.array(z.int()),
      class: z.enum(['A', 'B']),
      quick: z.object({ ratio: z.number() }),
      standard: z.object({ ratio: z.number() }),
    }),
  ),
})
const folder = path.join(__dirname, '..', '..', 'fixtures', 'golden', 'find')
const REFEREES = readdirSync(folder)
  .map((file) => Referee.safeParse(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))))
  .flatMap(({ data }) => (data ? [data] : []))

useFixtureHub()

async function find(repo: string) {
  return findResultOf(await findSubject(await openSubject({ repo }), await loadCorpus('demo-text')))
}

test('there is a referee for each kind of checkpoint', () => {
  expect(REFEREES.length).toBeGreaterThanOrEqual(16)
})

test.each(REFEREES.map((referee) => [referee.model, referee] as const))(
  '%s: exactly the sets that an exhaustive search finds, with their damage',
  async (model, { candidates, answers }) => {
    const result = await find(model)
    const keysOf = (members: readonly number[]) =>
      members.flatMap((i) => (candidates[i] ? [keyOf(candidates[i])] : [])).sort()
    const expected = answers.toSorted((a, b) => b.quick.ratio - a.quick.ratio)
    expect(result.answers.map((answer) => [answer.class, answer.members.map(keyOf).sort()])).toEqual(
      expected.map(({ class: cls, members }) => [cls, keysOf(members)]),
    )
    for (const [i, ratios] of expected.entries()) {
      const { grade, damage } = result.answers[i] ?? {}
      // Near a border two windows do not decide.
      expect(grade).toBe(ratios.quick.ratio < 30 ? 'standard' : 'quick')
      expect((damage?.ratio ?? NaN) / ratios[grade === 'standard' ? 'standard' : 'quick'].ratio).toBeCloseTo(1, 4)
    }
  },
)

test('a spike that no down projection makes is named as such', async () => {
  const { answers, unexplained, searched } = await find('demo/unexplained')
  expect([answers, searched.groups]).toEqual([[], 0])
  expect(unexplained.length).toBeGreaterThan(0)
  expect(unexplained.filter((spike) => !spike.late_echo).length).toBeGreaterThan(0)
})
