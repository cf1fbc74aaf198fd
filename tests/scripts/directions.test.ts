import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.join(__dirname, '..', '..')

/** A folder with nothing but the files given and the project's own aliases, gone after the suite. */
const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'superweights-rooms-'))
afterAll(() => fs.rmSync(tree, { recursive: true }))

function write(file: string, code: string): void {
  fs.mkdirSync(path.dirname(path.join(tree, file)), { recursive: true })
  fs.writeFileSync(path.join(tree, file), code)
}

interface Violation {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string }
}

/** The rules that imports break: each `[file, specifier]` is a file of its own room, with all that it imports standing empty. */
function broken(imports: readonly (readonly [file: string, specifier: string])[]): (string | null)[] {
  fs.rmSync(tree, { recursive: true, force: true })
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'esnext', paths: { '@/*': ['./*'] } } }))
  const files = imports.map(([file, specifier], i) => {
    const here = file.replace('x.ts', `x${i}.ts`)
    const target = specifier.startsWith('@/')
      ? specifier.slice(2)
      : specifier.startsWith('.')
        ? path.join(path.dirname(file), specifier)
        : null
    if (target !== null && !fs.existsSync(path.join(tree, `${target}.ts`))) write(`${target}.ts`, 'export {}\n')
    write(here, `export * from '${specifier}'\n`)
    return here
  })
  const found = cruise()
  return files.map((file) => found.find(({ from }) => from === file)?.rule.name ?? null)
}

/** All violations in the tree, by the project's own configuration. */
function cruise(): Violation[] {
  const program = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const config = path.join(root, '.dependency-cruiser.mjs')
  const rooms = fs.readdirSync(tree).filter((name) => fs.statSync(path.join(tree, name)).isDirectory())
  const args = [program, '--config', config, '--output-type', 'json', ...rooms]
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' })
  if (!stdout) throw new Error(stderr)
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations
}

test('imports against the direction of the house are refused, in both spellings', () => {
  const forbidden = [
    ['lib/weights/x.ts', '@/app/y', 'closed-to-lib'],
    ['lib/weights/x.ts', '../../components/y', 'closed-to-lib'],
    ['lib/weights/x.ts', '@/verifier/y', 'closed-to-lib'],
    ['lib/http/x.ts', '@/server/y', 'closed-to-lib'],
    ['lib/http/x.ts', '@/tests/y', 'closed-to-lib'],
    ['lib/http/x.ts', '../../worker/y', 'closed-to-lib'],
    ['lib/http/x.ts', '@/scripts/y', 'closed-to-lib'],
    ['components/weights/x.tsx', '@/app/y', 'closed-to-components'],
    ['app/weights/x.tsx', '@/worker/y', 'closed-to-app'],
    ['app/x.tsx', '@/server/y', 'closed-to-app'],
    ['verifier/pass/x.ts', '@/lib/db', 'pure-rooms'],
    ['verifier/pass/x.ts', '@/lib/weights/y', 'pure-rooms'],
    ['verifier/pass/x.ts', '@/lib/http/y', 'pure-rooms'],
    ['verifier/pass/x.ts', '@/lib/errors/app-error', 'pure-rooms'],
    ['verifier/pass/x.ts', 'pg', 'pure-packages'],
    ['verifier/x.ts', '@/server/y', 'closed-to-verifier'],
    ['verifier/graph/x.ts', 'onnxruntime-node', 'verifier-in-a-browser'],
    ['verifier/measure/x.ts', '@/lib/disk/y', 'verifier-in-a-browser'],
    ['verifier/measure/x.ts', 'node:os', 'verifier-without-node'],
    ['lib/protocol/x.ts', 'node:crypto', 'verifier-without-node'],
    ['verifier/pass/x.ts', '@/verifier/journal/y', 'verifier-pass'],
    ['verifier/journal/x.ts', '../run/y', 'verifier-engine-and-journal'],
    ['lib/hub/x.ts', '../db', 'pure-rooms'],
    ['lib/hub/x.ts', 'next/server', 'pure-packages'],
    ['lib/hub/files/x.ts', '../../http/y', 'pure-rooms'],
    ['lib/families/x.ts', '@prisma/client', 'pure-packages'],
    ['lib/protocol/x.ts', '@/lib/submissions/y', 'pure-rooms'],
    ['lib/numbers/x.ts', '@/prisma/generated/client', 'pure-rooms'],
    ['lib/weights/x.ts', '@/lib/intake/y', 'intake-above-nouns'],
    ['lib/submissions/x.ts', '../intake/y', 'intake-above-nouns'],
    ['worker/x.ts', '@/app/y', 'closed-to-worker'],
    ['server/x.ts', '@/components/y', 'closed-to-server'],
    ['server/x.ts', '../scripts/y', 'closed-to-server'],
    ['server/x.ts', '@/app/page', 'server-serves-the-api'],
    ['scripts/x.ts', '@/components/y', 'closed-to-scripts'],
  ] as const
  expect(broken(forbidden.map(([file, specifier]) => [file, specifier]))).toEqual(forbidden.map(([, , rule]) => rule))
})

test('imports along it are not', () => {
  const allowed = [
    ['app/weights/x.tsx', '@/components/y'],
    ['app/weights/x.tsx', '@/lib/weights/y'],
    ['components/weights/x.tsx', '@/lib/weights/schema'],
    ['worker/x.ts', '@/verifier/y'],
    ['verifier/pass/x.ts', '@/lib/hub/y'],
    ['verifier/pass/x.ts', '@/lib/errors/describe'],
    ['verifier/engine/x.ts', '../graph/y'],
    ['verifier/run/x.ts', '@/verifier/journal/y'],
    ['server/x.ts', '@/app/api/v1/routes'],
    ['server/x.ts', '@/lib/http/route'],
    ['lib/hub/x.ts', '@/lib/env'],
    ['lib/hub/files/x.ts', '../http/y'],
    ['lib/weights/x.ts', '@/lib/db'],
    ['lib/intake/x.ts', '@/lib/weights/ensure'],
  ] as const
  expect(broken(allowed)).toEqual(allowed.map(() => null))
})

test('circles are refused, of files and of folders', () => {
  const circles = [
    ['lib/weights/x.ts', './y'],
    ['lib/sets/x.ts', '@/lib/models/y'],
  ] as const
  broken(circles)
  write('lib/weights/y.ts', "export * from './x0'\n")
  write('lib/models/z.ts', "export * from '@/lib/sets/z'\n")
  write('lib/sets/z.ts', 'export {}\n')
  expect(
    cruise()
      .map(({ from, rule }) => [from, rule.name])
      .sort(),
  ).toEqual([
    ['lib/models', 'no-folder-circle'],
    ['lib/sets', 'no-folder-circle'],
    ['lib/weights/x0.ts', 'no-file-circle'],
  ])
})

/** Lints a line of a file that exists, so that rules that ask for types can be asked too; gives the broken rules. ESLint is an ES module, so in a separate process. */
function lint(lines: readonly string[]): string[][] {
  const script = `import { ESLint } from 'eslint'
    const eslint = new ESLint()
    const all = []
    for (const code of ${JSON.stringify(lines)}) all.push((await eslint.lintText(code, { filePath: 'lib/ids/index.ts' }))[0].messages.map((m) => m.ruleId))
    console.log(JSON.stringify(all))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  })
  if (!stdout) throw new Error(stderr)
  return JSON.parse(stdout) as string[][]
}

test('any, a catch that says nothing, and a loose promise are refused', () => {
  expect(
    lint([
      'export const x = (y: any) => y',
      'try { globalThis.close() } catch {}',
      'export const f = async () => 1\nexport const g = () => { f() }',
    ]),
  ).toEqual([['@typescript-eslint/no-explicit-any'], ['no-empty'], ['@typescript-eslint/no-floating-promises']])
})
