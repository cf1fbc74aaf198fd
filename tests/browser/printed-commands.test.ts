import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { useSite } from '../helpers/site'
import { submitAndWait } from './submit-by-api'

const root = path.join(__dirname, '..', '..')

/** A fenced block of commands, as it is printed. */
interface Block {
  readonly page: string
  readonly text: string
}

/** What a block of commands begins with: everything else in a fence is an example of something that is read. */
const COMMAND = /^(\$ )?(npx|npm|node|curl|git|docker|python3?|pip|superweights|[A-Z_]+=\S*) /

/** Blocks that are not run here, with what runs them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'npm start': 'tests/scripts/start.test.ts',
  'npm test': 'this run',
  'npx superweights selftest': 'tests/verifier/cli/selftest.test.ts',
}

const pages = [
  path.join(root, 'README.md'),
  ...['docs', 'errors'].flatMap((folder) =>
    readdirSync(path.join(root, 'content', folder)).map((name) => path.join(root, 'content', folder, name)),
  ),
]
const blocks: Block[] = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(?:sh)?\n([^]*?)^```$/gm)]
    .map(([, text = '']) => ({ page: path.relative(root, page), text: text.trim() }))
    .filter(({ text }) => COMMAND.test(`${text} `)),
)
const runnable = blocks.filter(({ text }) => ELSEWHERE[text] === undefined)

const site = useSite()
const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights-printed-'))
let report = ''
beforeAll(async () => {
  await submitAndWait(site.url, 'demo/tiny-single', ['1:23:88'])
  const { items } = (await (await fetch(`${site.url}/api/v1/weights?model=demo/tiny-single`)).json()) as {
    items: { reports: { sha256: string }[] }[]
  }
  const [found] = items.filter(({ reports }) => reports.length > 0)
  report = found?.reports[0]?.sha256 ?? ''
  shim(
    'npx',
    `[ "$1" = superweights ] || exit 64\nshift\nexec "${process.execPath}" "${root}/bin/superweights.mjs" "$@"`,
  )
  // An answer that says no is a failure here; what is printed need not say so.
  shim('curl', `exec "${curl() ?? 'curl'}" -fsS "$@"`)
}, 200_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A program of this name that comes first in the path. */
function shim(name: string, script: string): void {
  const file = path.join(folder, name)
  writeFileSync(file, `#!/usr/bin/env bash\n${script}\n`)
  chmodSync(file, 0o755)
}

const curl = () =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((directory) => path.join(directory, 'curl'))
    .find((file) => {
      try {
        return readFileSync(file).length > 0
      } catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
        throw error
      }
    })

/** The block as a person has it who has put in what it leaves open. */
function filledIn(text: string): string {
  return text.replaceAll('http://127.0.0.1:3000', site.url).replaceAll('SHA256', report).replaceAll('0123456789ab', '*') // a file of this folder, named by its own hash
}

/** Runs a block as it is printed, every line of it. */
function run(text: string): Promise<{ code: number | null; output: string }> {
  const { DATA_DIR: _, ...environment } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', filledIn(text)], {
      cwd: folder,
      env: {
        ...environment,
        PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}`,
        REGISTRY: site.url,
        DATA_DIR: path.join(folder, 'data'),
        HF_HOME: path.join(folder, 'hub'),
      },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

test('there are commands on the pages that have some', () => {
  expect(new Set(runnable.map(({ page }) => page))).toEqual(
    new Set(['README.md', 'content/docs/api.md', 'content/docs/command-line.md']),
  )
  expect(blocks.map(({ text }) => text)).toEqual(expect.arrayContaining(Object.keys(ELSEWHERE)))
})

const withCurl = curl() === undefined ? runnable.filter(({ text }) => !text.includes('curl')) : runnable

test.each(withCurl.map(({ page, text }) => [`${page}: ${text.split('\n')[0]}`, text]))(
  '%s',
  async (_, text) => {
    const { code, output } = await run(text)
    expect(code === 0 ? 'done' : output.slice(-2_000)).toBe('done')
  },
  120_000,
)
