import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { guard } from '../processes/guard'

export interface Count {
  passed: number
  failed: number
  skipped: number
}

/** The used part of Jest's --json. */
interface JestResult {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  /** Suites that failed to load. */
  numRuntimeErrorTestSuites: number
}

/** Runs a program of node_modules in this terminal; returns whether it exited with 0. */
export async function runTool(root: string, program: string, args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (child.pid) guard(child.pid, 'SIGTERM')
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}

/** Runs one project of jest.config.mjs and returns Jest's counts; a run aborted by Jest counts as one failure. */
export async function runSuites(root: string, project: string, args: string[]): Promise<Count> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'superweights-result-'))
  const outputFile = path.join(folder, 'result.json')
  try {
    const options = ['--selectProjects', project, '--passWithNoTests', '--json', `--outputFile=${outputFile}`]
    const ok = await runTool(root, path.join('jest', 'bin', 'jest.js'), [...args, ...options])
    if (!fs.existsSync(outputFile)) return { passed: 0, failed: 1, skipped: 0 }
    return count(JSON.parse(fs.readFileSync(outputFile, 'utf8')) as JestResult, ok)
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

function count(result: JestResult, ok: boolean): Count {
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites
  return {
    passed: result.numPassedTests,
    // A failure outside any test (in the global set-up, say) must not be lost from the sum.
    failed: ok && result.success ? failed : Math.max(failed, 1),
    skipped: result.numPendingTests + result.numTodoTests,
  }
}
