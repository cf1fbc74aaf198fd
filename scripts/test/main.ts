import path from 'node:path'
import { scripts } from '../../package.json'
import { findChromium } from '../../tests/helpers/chromium.mjs'
import { generateClient } from '../build/client'
import { dismissGuards } from '../processes/guard'
import { type Count, runSuites, runTool } from './suites'

const root = path.join(__dirname, '..', '..')
const total: Count = { passed: 0, failed: 0, skipped: 0 }

/** The browser suites, and then alone the one that measures times: whatever else runs would be measured, too. */
const BROWSER = [['--testPathIgnorePatterns=tests/browser/lighthouse'], ['tests/browser/lighthouse']] as const

/** As `npm run rooms` gives them to dependency-cruiser. */
const ROOMS_ARGUMENTS = scripts.rooms.split(' ').slice(1)

/** Runs everything even when something fails early, for a complete result. */
async function test(args: string[]): Promise<void> {
  await generateClient(root)
  // Named suites run alone.
  if (args.length === 0) {
    check('types', await runTool(root, path.join('typescript', 'bin', 'tsc'), ['--noEmit']))
    check('lint', await runTool(root, path.join('eslint', 'bin', 'eslint.js'), ['.', '--max-warnings=0']))
    check(
      'formatting',
      await runTool(root, path.join('prettier', 'bin', 'prettier.cjs'), ['--check', '--log-level=warn', '.']),
    )
    check(
      'rooms',
      await runTool(root, path.join('dependency-cruiser', 'bin', 'dependency-cruise.mjs'), ROOMS_ARGUMENTS),
    )
  }
  add(await runSuites(root, 'units', args))
  if (findChromium())
    for (const suites of args.length > 0 ? [args] : BROWSER) add(await runSuites(root, 'browser', [...suites]))
  else
    console.log('The browser tests are skipped: Chromium is not installed (install it, or set CHROMIUM to its path).')
  const { passed, failed, skipped } = total
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = failed > 0 ? 1 : 0
}

/** Types, lint, formatting and rooms count as one test each. */
function check(name: string, ok: boolean): void {
  console.log(`${ok ? 'PASS' : 'FAIL'} ${name}`)
  add({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
}

function add(part: Count): void {
  total.passed += part.passed
  total.failed += part.failed
  total.skipped += part.skipped
}

test(process.argv.slice(2))
  .catch((error: unknown) => {
    console.error((error as Error).message)
    process.exitCode = 1
  })
  .finally(dismissGuards)
