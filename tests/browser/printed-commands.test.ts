import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { makeKey } from '@/lib/accounts/keys/manage'
import { db } from '@/lib/db'
import type { ReportRecord } from '@/lib/reports/schema'
import { useSite } from '../helpers/site'
import { blocks, blocksOfPage, inline, type Printed } from './printed/blocks'
import { NOT_RUN, NOT_RUN_INLINE, reasonOf } from './printed/not-run'
import { isRun, prepare, run } from './printed/run'
import { submitAndWait } from './submit-by-api'

const site = useSite()
const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights-printed-'))
const found = { report: '', protocol: '', key: '' }
let onPages: readonly Printed[] = []

beforeAll(async () => {
  const { id, report, weights } = await submitAndWait(site.url, 'demo/tiny-single', ['1:23:88'])
  const { set } = await submitAndWait(site.url, 'demo/tiny-set', ['1:41:130', '1:7:130', '1:58:130'])
  const search = await submitAndWait(site.url, 'demo/tiny-set', null)
  const filed = (await (await fetch(`${site.url}/api/v1/reports/${report}`)).json()) as ReportRecord
  Object.assign(found, { report, protocol: filed.report.protocol.sha256 })
  prepare({ folder })
  const { key } = await db.$transaction((tx) =>
    makeKey(tx, { accountId: 1, name: 'docs', scopes: ['submit'], days: 1 }),
  )
  Object.assign(found, { key })
  const pages = [
    '/',
    `/weights/${weights[0]}`,
    `/sets/${set}`,
    `/reports/${report}`,
    `/submissions/${id}`,
    `/submissions/${search.id}`,
    '/submit',
  ]
  onPages = (await Promise.all(pages.map((page) => blocksOfPage(site.url, page)))).flat()
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The block as a person has it who has put in what it leaves open. */
function filledIn(text: string): string {
  return text
    .replaceAll('http://127.0.0.1:3000', site.url)
    .replaceAll('protocols/SHA256', `protocols/${found.protocol}`)
    .replaceAll('SHA256', found.report)
    .replaceAll('0123456789ab', '*') // a file of this folder, named by its own hash
}

async function expectRun({ language, text }: Printed): Promise<string> {
  const { code, output } = await run({ folder, site: site.url, key: found.key }, language, filledIn(text))
  expect(code === 0 ? 'done' : `${text}\n${output.slice(-2_000)}`).toBe('done')
  return output
}

const runnable = blocks.filter((block) => isRun(block.language) && reasonOf(block) === undefined)

test('every fenced block is run, or named in the list of those that are not', () => {
  const neither = blocks.filter((block) => !isRun(block.language) && reasonOf(block) === undefined)
  expect(neither.map(({ page, language, text }) => `${page} [${language}]: ${text.split('\n')[0]}`)).toEqual([])
  expect(runnable.length).toBeGreaterThan(10)
})

test('the list of those that are not run names nothing else', () => {
  const used = new Set([...blocks, ...onPages].map(reasonOf))
  expect(NOT_RUN.filter((one) => !used.has(one)).map(({ why }) => why)).toEqual([])
  const said = new Set(inline.map(({ text }) => text))
  expect(NOT_RUN_INLINE.filter(([text]) => !said.has(text))).toEqual([])
})

test.each(runnable.map((block) => [`${block.page}: ${block.text.split('\n')[0]}`, block] as const))(
  '%s',
  async (_, block) => {
    await expectRun(block)
  },
)

test('what pages of the site print is run, or named in the list', async () => {
  const neither = onPages.filter((block) => block.language !== 'sh' && reasonOf(block) === undefined)
  expect(neither).toEqual([])
  const run = onPages.filter((block) => block.language === 'sh' && reasonOf(block) === undefined)
  const commands = new Map(run.map((block) => [block.text, block]))
  expect([...commands.keys()].map((text) => text.split(' ')[0])).toEqual(expect.arrayContaining(['curl', 'npx']))
  for (const block of commands.values()) await expectRun(block)
})

test('commands in sentences are commands of this repository, and curl gets what is said', async () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const help = await expectRun({ page: '', language: 'sh', text: 'npx superweights --help' })
  const subcommands = [...help.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name)
  for (const printed of inline.filter(({ text }) => NOT_RUN_INLINE.every(([listed]) => listed !== text))) {
    const [program, ...words] = printed.text.replace(/^npx /, '').split(' ')
    if (program === 'npm') expect(Object.keys(scripts)).toContain(words[0] === 'run' ? words[1] : words[0])
    else if (program === 'superweights') expect([undefined, ...subcommands]).toContain(words[0])
    else await expectRun(printed)
  }
  const named = await expectRun({
    page: '',
    language: 'sh',
    text: 'curl "$REGISTRY/api/v1/protocols/SHA256" | sha256sum',
  })
  expect(named).toContain(found.protocol)
})
