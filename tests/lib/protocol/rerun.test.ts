import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { rerunCommand, shellQuoted } from '@/lib/protocol'
import { makeReport } from '../../helpers/report'

const line = (...args: Parameters<typeof rerunCommand>) => rerunCommand(...args).join(' ')
const COMMIT = 'a'.repeat(40)

test('the command says all that the numbers depend on', () => {
  const report = makeReport({
    protocol: 'swp-1',
    grade: 'standard',
    corpus: 'wikitext-2-raw-v1',
    repo: 'org/name',
    commit: COMMIT,
    verifier: { threads: 3, device: 'cuda' },
  })
  expect(line(report)).toBe(
    `npx superweights verify org/name "model.layers.1.mlp.down_proj.weight[23, 88]" --revision ${COMMIT} --grade standard --corpus wikitext-2-raw-v1 --protocol swp-1 --threads 3 --device cuda`,
  )
})

test('a run that went on to the next grade begins again where it began', () => {
  const report = makeReport({ grade: 'standard' })
  const next = makeReport({ grade: 'full' })
  expect(line({ ...report, perplexity: [...report.perplexity, ...next.perplexity] })).toContain('--grade standard ')
})

test('a claimed value goes with it; members keep their order', () => {
  expect(line(makeReport({ members: [{ claimed: -0.25 }] }))).toMatch(/ --value=-0\.25$/)
  const set = line(makeReport({ members: [{ row: 9 }, { row: 7 }] }))
  expect(set).toMatch(/\[9, 88\]" "[^"]+\[7, 88\]"/)
  expect(set).not.toContain('--value')
})

test('a report that is older than its field for the device has a command too', () => {
  const report = makeReport()
  const { device: _device, ...verifier } = report.verifier
  expect(line({ ...report, verifier })).toMatch(/--threads 2$/)
})

test("a folder and a text of one's own are given by path, and a folder has no revision", () => {
  const report = makeReport({ repo: 'local:my model', corpus: 'file:notes.txt' })
  expect(line(report)).toMatch(/^npx superweights verify ".\/my model" .* --corpus .\/notes\.txt /)
  expect(line(report)).not.toContain('--revision')
  expect(line(report, { repo: '/data/my model', corpus: '/data/notes.txt' })).toMatch(
    /verify "\/data\/my model" .* --corpus \/data\/notes\.txt /,
  )
})

test('a shell reads back what was quoted, whatever it is', () => {
  const read = (text: string) => execFileSync('sh', ['-c', `printf %s ${shellQuoted(text)}`], { encoding: 'utf8' })
  for (const text of ['plain', 'two words', '$(rm -rf x)', "it's", '`id`', '"', '\\', '!', 'a[1, 2]', '', "'; echo"])
    expect(read(text)).toBe(text)
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 20 }).filter((t) => !t.includes('\0')),
      (text) => read(text) === text,
    ),
    { numRuns: 40 },
  )
})
