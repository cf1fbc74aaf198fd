import { spawn } from 'node:child_process'
import { accessSync, chmodSync, constants, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '..', '..', '..')

/** How a language's blocks are run: the program, and its arguments for a text. */
const RUNNERS: Readonly<Record<string, (text: string) => readonly [program: string, ...args: string[]]>> = {
  sh: (text) => ['bash', '-euo', 'pipefail', '-c', text],
  bash: (text) => ['bash', '-euo', 'pipefail', '-c', text],
  // Of a session only what is typed.
  console: (text) => ['bash', '-euo', 'pipefail', '-c', typed(text)],
  python: (text) => ['python3', '-c', text],
  ts: (text) => ['npx', 'tsx', '--eval', text],
  js: (text) => ['node', '--input-type=module', '--eval', text],
}

const typed = (text: string) => [...text.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => line).join('\n')

/** Whether blocks of a language are run at all. */
export const isRun = (language: string): boolean => Object.hasOwn(RUNNERS, language)

/** Where a program stands in the path; undefined when it is not there. */
function whereIs(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((directory) => path.join(directory, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
        throw error
      }
    })
}

/** Where the printed blocks are run, and what they find there. */
export interface Place {
  readonly folder: string
  readonly site: string
  /** Of the account that submits. */
  readonly key?: string
}

/** Puts programs into the folder that come first in its path: `npx superweights` of this checkout, and a curl that takes a refusal for a failure. */
export function prepare({ folder }: Pick<Place, 'folder'>): void {
  const curl = whereIs('curl')
  if (curl === undefined || whereIs('python3') === undefined)
    throw new Error(
      'Printed commands are run here, and need curl and python3: install them (apt-get install curl python3).',
    )
  const tools: Readonly<Record<string, string>> = {
    npx: `case "$1" in\nsuperweights) shift; exec "${process.execPath}" "${root}/bin/superweights.mjs" "$@" ;;\ntsx) shift; exec "${process.execPath}" "${root}/node_modules/tsx/dist/cli.mjs" "$@" ;;\nesac\nexit 64`,
    curl: `exec "${curl}" -fsS "$@"`,
  }
  for (const [name, script] of Object.entries(tools)) {
    const file = path.join(folder, name)
    writeFileSync(file, `#!/usr/bin/env bash\n${script}\n`)
    chmodSync(file, 0o755)
  }
}

/** Runs a block as it is printed, every line of it. */
export function run(
  { folder, site, key = '' }: Place,
  language: string,
  text: string,
): Promise<{ code: number | null; output: string }> {
  const { DATA_DIR: _, ...environment } = process.env
  const [program, ...args] = RUNNERS[language]?.(text) ?? ['false']
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: {
        ...environment,
        PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}`,
        REGISTRY: site,
        SUPERWEIGHTS_REGISTRY: site,
        SUPERWEIGHTS_KEY: key,
        XDG_CONFIG_HOME: folder,
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
