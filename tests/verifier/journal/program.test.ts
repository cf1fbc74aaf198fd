import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from '@/tests/helpers/repos'
import { programSha256, textSha256 } from '@/verifier/journal/program'

const place = temporaryFolder()
afterAll(() => place.remove())

test('a program is another as soon as a line of what measures is another, has moved, or is gone', async () => {
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(place.path, name)), { recursive: true })
    writeFileSync(path.join(place.path, name), text)
  }
  for (const room of ['async', 'disk', 'numbers']) write(`lib/${room}/x.ts`, '')
  const hashes: string[] = []
  const note = async () => hashes.push(await textSha256(place.path))
  write('verifier/pass/run-pass.ts', 'one')
  write('lib/hub/range.ts', 'two')
  await note()
  write('verifier/pass/run-pass.ts', 'ONE')
  await note()
  write('lib/hub/range.ts', '2')
  await note()
  write('verifier/graph/onnx.ts', '')
  await note()
  expect(new Set(hashes).size).toBe(4)
  write('verifier/README.md', 'words')
  write('app/page.tsx', 'a page')
  await note()
  expect(hashes[4]).toBe(hashes[3])
})

test('the program that runs has one hash', async () => {
  expect(await programSha256()).toMatch(/^[0-9a-f]{64}$/)
  expect(await programSha256()).toBe(await textSha256(path.join(__dirname, '..', '..', '..')))
})
