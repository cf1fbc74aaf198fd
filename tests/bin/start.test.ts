import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { removeCaches, superweights } from '../verifier/cli/superweights'

jest.setTimeout(120_000)

const place = mkdtempSync(path.join(os.tmpdir(), 'superweights start '))
afterAll(() => rmSync(place, { recursive: true }))
afterAll(removeCaches)

/** The files that tsx caches, by name and time. */
function compiled(): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(place, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => `${file} ${statSync(file).mtimeMs}`)
    .sort()
}

test('a command that runs again, with its threads, compiles nothing again', async () => {
  const run = () => superweights(['detect', 'demo/tiny-plain'], { env: { TMPDIR: place } })
  expect((await run()).code).toBe(0)
  const first = compiled()
  expect(first.length).toBeGreaterThan(100)
  expect((await run()).code).toBe(0)
  expect(compiled()).toEqual(first)
})
