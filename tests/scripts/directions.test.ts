import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.join(__dirname, '..', '..')

/** Lints one line as if it stood in a file; gives the names of the broken rules, file by file. ESLint is an ES module, so in a process of its own. */
function lint(lines: [file: string, code: string][]): string[][] {
  const script = `import { ESLint } from 'eslint'
    // The lines stand in no file, so rules that ask for types or for other files are left out.
    const eslint = new ESLint({ overrideConfig: {
      files: ['**/*.{ts,tsx}'],
      languageOptions: { parserOptions: { projectService: false } },
      rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/no-misused-promises': 'off', 'import/no-cycle': 'off' },
    } })
    const all = []
    for (const [filePath, code] of ${JSON.stringify(lines)}) all.push((await eslint.lintText(code, { filePath }))[0].messages.map((m) => m.ruleId))
    console.log(JSON.stringify(all))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  })
  if (!stdout) throw new Error(stderr)
  return JSON.parse(stdout) as string[][]
}

const RULE = 'no-restricted-imports'

test('imports against the direction of the house are refused, in both spellings', () => {
  const forbidden: [string, string][] = [
    ['lib/weights/x.ts', "export * from '@/app/x'"],
    ['lib/weights/x.ts', "export * from '../../components/x'"],
    ['lib/weights/x.ts', "export * from '@/verifier/x'"],
    ['components/weights/x.tsx', "export * from '@/app/x'"],
    ['app/weights/x.tsx', "export * from '@/worker/x'"],
    ['verifier/pass/x.ts', "export * from '@/lib/db'"],
    ['verifier/pass/x.ts', "export * from '@/lib/weights/x'"],
    ['verifier/pass/x.ts', "export * from 'pg'"],
    ['lib/hub/x.ts', "export * from '../db'"],
    ['lib/protocol/x.ts', "export * from '@/lib/submissions/x'"],
    ['worker/x.ts', "export * from '@/app/x'"],
    ['lib/http/x.ts', "export * from '@/server/x'"],
    ['app/x.tsx', "export * from '@/server/x'"],
    ['server/x.ts', "export * from '@/components/x'"],
    ['server/x.ts', "export * from '../scripts/x'"],
    ['verifier/x.ts', "export * from '@/server/x'"],
  ]
  expect(lint(forbidden)).toEqual(forbidden.map(() => [RULE]))
}, 60_000)

test('imports along it are not', () => {
  const allowed: [string, string][] = [
    ['app/weights/x.tsx', "export * from '@/components/x'"],
    ['app/weights/x.tsx', "export * from '@/lib/weights/x'"],
    ['components/weights/x.tsx', "export * from '@/lib/weights/schema'"],
    ['worker/x.ts', "export * from '@/verifier/x'"],
    ['verifier/pass/x.ts', "export * from '@/lib/hub'"],
    ['server/x.ts', "export * from '@/app/api/v1/routes'"],
    ['server/x.ts', "export * from '@/lib/http/route'"],
    ['lib/hub/x.ts', "export * from '@/lib/env'"],
    ['lib/weights/x.ts', "export * from '@/lib/db'"],
  ]
  expect(lint(allowed)).toEqual(allowed.map(() => []))
}, 60_000)

test('any, and a catch that says nothing, are refused', () => {
  expect(
    lint([
      ['lib/x.ts', 'export const x = (y: any) => y'],
      ['lib/x.ts', 'try { globalThis.close() } catch {}'],
    ]),
  ).toEqual([['@typescript-eslint/no-explicit-any'], ['no-empty']])
}, 60_000)
