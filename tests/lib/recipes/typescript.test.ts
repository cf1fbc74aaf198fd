import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { recipesFor } from '@/lib/recipes'
import { fixtureWeights, type Place } from './weights'

const DOWN = 'model.layers.1.mlp.down_proj.weight'

const folder = mkdtempSync(path.join(os.tmpdir(), 'recipes '))
afterAll(() => rmSync(folder, { recursive: true }))

function run(cwd: string, code: string): void {
  writeFileSync(path.join(cwd, 'recipe.ts'), code)
  const { status, stderr } = spawnSync(process.execPath, ['--import', require.resolve('tsx'), 'recipe.ts'], {
    cwd,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
}

/** All bytes of a checkpoint, file after file. */
function bytesOf(checkpoint: string): Buffer {
  const files = readdirSync(checkpoint)
    .filter((name) => name.endsWith('.safetensors'))
    .sort()
  return Buffer.concat(files.map((name) => readFileSync(path.join(checkpoint, name))))
}

test.each([
  ['a scalar', 'demo/tiny-single', [[DOWN, 23, 88]]],
  [
    'a set in a checkpoint of two files',
    'demo/tiny-set',
    [
      [DOWN, 41, 130],
      [DOWN, 7, 130],
      [DOWN, 58, 130],
    ],
  ],
  ['a float32 number', 'parity/llama-plain', [[DOWN, 0, 1]]],
] satisfies [string, string, Place[]][])(
  'the TypeScript recipe removes %s, changes no other byte, and puts it back',
  async (_, name, places) => {
    const { subject, folder: source } = await fixtureWeights(name, places)
    const { edit = '', undo = '' } = recipesFor(subject).find(({ id }) => id === 'typescript') ?? {}
    const before = bytesOf(source)
    const cwd = path.join(folder, path.basename(source))
    cpSync(source, cwd, { recursive: true })
    run(cwd, edit)
    const edited = bytesOf(cwd)
    const changed = [...edited.keys()].filter((at) => edited[at] !== before[at])
    expect(edited.length).toBe(before.length)
    expect(changed.every((at) => edited[at] === 0)).toBe(true)
    // A byte of a weight may have been zero before.
    const nonzero = subject.weights.flatMap(({ bits }) =>
      [...Buffer.from(bits ?? '', 'hex')].filter((byte) => byte > 0),
    )
    expect(nonzero.length).toBeGreaterThan(0)
    expect(changed.map((at) => before[at]).sort()).toEqual(nonzero.sort())

    rmSync(cwd, { recursive: true })
    cpSync(source, cwd, { recursive: true })
    run(cwd, `${edit}\n${undo}`)
    expect(bytesOf(cwd).equals(before)).toBe(true)
  },
)
