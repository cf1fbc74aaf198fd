import { execFile, spawn } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { messageOf } from '@/lib/errors/describe'

const PACKAGES = ['torch', 'transformers', 'gguf', 'accelerate']
const REFEREE = path.resolve('scripts', 'referee')

/**
 * @param script of package.json that needs them, for the message
 * @throws if `python` lacks a package that the referee needs; says how to install them
 */
export async function checkPython(
  python: string,
  packages: readonly string[] = PACKAGES,
  script = 'check:real',
): Promise<void> {
  try {
    await promisify(execFile)(python, ['-c', `import ${packages.join(', ')}, numpy, safetensors`])
  } catch (error) {
    const reason = messageOf(error).trim().split('\n').at(-1) ?? ''
    throw new Error(
      `${python} cannot import ${packages.join(', ')} (${reason}). Install them with "python3 -m pip install ${packages.join(' ')}", or name a Python that has them: npm run ${script} -- --python PATH (or PYTHON=PATH).`,
      { cause: error },
    )
  }
}

/** Runs a script of scripts/referee; its output goes to this terminal. @throws if it fails */
export function runReferee(python: string, script: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [path.join(REFEREE, script), ...args], { stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${script} ended with exit code ${code ?? 'none'}.`)),
    )
  })
}
