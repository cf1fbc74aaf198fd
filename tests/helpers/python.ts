import { spawnSync } from 'node:child_process'

/** Where Python is: the variable `PYTHON`, or `python3` of the path. */
export const PYTHON = process.env.PYTHON ?? 'python3'

/** Whether that Python has these packages. What needs it is left out elsewhere, as the browser tests are without a Chromium. */
export function pythonHas(...packages: readonly string[]): boolean {
  return spawnSync(PYTHON, ['-c', packages.map((name) => `import ${name}`).join('\n')]).status === 0
}
