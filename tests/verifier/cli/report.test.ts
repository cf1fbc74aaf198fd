import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { canonicalSha256, Report, verdictOf, type StreamResult } from '@/lib/protocol'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(120_000)

const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights report '))
afterAll(() => rmSync(folder, { recursive: true }))
afterAll(removeCaches)

let file = ''
let printed = ''
beforeAll(async () => {
  const { code, stdout } = await superweights(['report', 'demo/tiny-single', '1:23:88'], { cwd: folder })
  expect(code).toBe(0)
  file = readdirSync(folder)[0] ?? ''
  printed = stdout
})

const read = () => Report.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))

function write(name: string, value: unknown): string {
  writeFileSync(path.join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))
  return name
}

const withStreams = (change: (s: StreamResult) => StreamResult) => ({
  ...read(),
  perplexity: read().perplexity.map((run) => ({ ...run, streams: run.streams.map(change) })),
})

const check = (name: string, ...options: string[]) => superweights(['check', name, ...options], { cwd: folder })

test('a report goes to a file named after repo and hash, and the command to check it is printed', () => {
  expect(file).toBe(`demo--tiny-single-${canonicalSha256(read()).slice(0, 12)}.report.json`)
  expect(printed).toContain(`npx superweights check ${file}`)
})

test('check computes the same table and verdict from the file alone, with no hub to ask', async () => {
  const { code, stdout } = await check(file)
  expect(code).toBe(0)
  expect(stdout.slice(0, stdout.indexOf('\nSHA-256'))).toBe(printed.slice(0, printed.indexOf('\nReport: ')))
  expect(stdout).toContain(canonicalSha256(read()))
})

test('the report fits the JSON Schema that the program prints', async () => {
  const { code, stdout } = await superweights(['schema'])
  expect(code).toBe(0)
  const ajv = new Ajv2020({ strictTypes: false, allowUnionTypes: true })
  addFormats(ajv)
  const fits = ajv.compile(JSON.parse(stdout) as object)
  fits(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
  expect(fits.errors).toBeNull()
})

test('check believes the raw numbers only: an edited loss changes the verdict and the hash', async () => {
  const report = read()
  const [run] = report.perplexity
  const edited = {
    ...report,
    perplexity: [{ ...run, streams: run?.streams.map((s) => ({ ...s, nll: run.streams[0]?.nll })) }],
  }
  const { code, stdout } = await check(write('edited.json', edited), '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ verdict: { accepted: false, class: 'D' } })
  expect(stdout).not.toContain(canonicalSha256(report))
})

test("check reads the record that the registry's API gives, and notices when its report is another one", async () => {
  const report = read()
  const record = { schema_version: 1, sha256: canonicalSha256(report), verdict: verdictOf(report), report }
  expect((await check(write('record.json', record))).code).toBe(0)
  const { code, stderr } = await check(
    write('changed.json', { ...record, report: { ...report, started_at: '2020-01-01T00:00:00.000Z' } }),
  )
  expect([code, stderr]).toEqual([2, expect.stringContaining('Somebody has changed it')])
})

test.each([
  ['a file that is not there', () => 'nothing.json', /nothing\.json cannot be read as a report/],
  ['a file that is no JSON', () => write('text.json', 'hello'), /cannot be read as a report/],
  ['JSON that is not a report', () => write('other.json', { a: 1 }), /is not a report/],
  [
    'a report of another protocol',
    () => write('old.json', { ...read(), protocol: { id: 'swp-1', sha256: '0'.repeat(64) } }),
    /follows swp-1 0000/,
  ],
  [
    'a report without the stream that removes the weight',
    () =>
      write('lacking.json', {
        ...read(),
        perplexity: read().perplexity.map((run) => ({
          ...run,
          streams: run.streams.filter((s) => s.role === 'intact' || s.role === 'control'),
        })),
      }),
    /has no verdict: .*all members removed/,
  ],
  [
    'a report that removes another weight than it claims',
    () =>
      write(
        'mislabelled.json',
        withStreams((s) => (s.role === 'joint' ? { ...s, edits: s.edits.map((e) => ({ ...e, row: 24 })) } : s)),
      ),
    /has no verdict: .*grade quick cannot be judged: the edits of its joint stream/,
  ],
  [
    'a report with a window left out',
    () =>
      write(
        'short.json',
        withStreams((s) => (s.role === 'control' ? { ...s, nll: s.nll.slice(1) } : s)),
      ),
    /its control stream has 1 losses, expected 2/,
  ],
])('%s: one sentence, exit status 2', async (_, name, message) => {
  const { code, stdout, stderr } = await check(name())
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect([code, stdout]).toEqual([2, ''])
})
