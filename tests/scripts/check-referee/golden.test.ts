/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CURRENT_PROTOCOL, wrongRunOf } from '@/lib/protocol'
import { Answer } from '@/scripts/check-referee/answer'
import { askVerifier } from '@/scripts/check-referee/both'
import { CLAIMS } from '@/scripts/check-referee/claims'
import { compare } from '@/scripts/check-referee/compare'
import { useFixtureHub } from '@/tests/helpers/fixture-hub'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

useFixtureHub()

const FOLDER = path.join(__dirname, '..', '..', 'fixtures', 'golden', 'referee')
const kept = readdirSync(FOLDER).map((file) => path.basename(file, '.json'))

it('keeps a report of the referee for every claim that is to have one', () => {
  expect(kept.toSorted()).toEqual(CLAIMS.flatMap(({ golden }) => golden ?? []).toSorted())
})

it('gives the referee the document of the current protocol, byte for byte', () => {
  const file = path.join(__dirname, '..', '..', '..', 'scripts', 'referee', 'protocols', 'swp-2.json')
  expect(readFileSync(file, 'utf8')).toBe(CURRENT_PROTOCOL.json)
})

describe.each(CLAIMS.filter(({ golden }) => golden !== undefined))(
  '$model, $what',
  ({ model, coordinates, golden }) => {
    const answer = Answer.parse(JSON.parse(readFileSync(path.join(FOLDER, `${golden}.json`), 'utf8')))

    it('has a report that the registry would take', () => {
      expect(answer.coordinates).toEqual(coordinates)
      expect(answer.report.protocol.sha256).toBe(CURRENT_PROTOCOL.sha256)
      expect(answer.report.verifier.engine).toMatch(/^torch \d/)
      expect(wrongRunOf(answer.report)).toBeNull()
    })

    it('is judged alike by the verifier and by the referee, number by number', async () => {
      const { disagreements, verifier } = compare(await askVerifier({ model, coordinates }), answer)
      expect(disagreements).toEqual([])
      expect(verifier.accepted).toBe(answer.verdict.accepted)
    })
  },
)
