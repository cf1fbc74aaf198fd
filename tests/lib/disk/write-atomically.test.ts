import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from '@/lib/disk/write-atomically'
import { temporaryFolder } from '../../helpers/repos'

const folder = temporaryFolder()
const file = path.join(folder.path, 'x')
afterAll(() => folder.remove())

test('several writers: one of them wins, whole, and nothing else is left', async () => {
  const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(100_000))
  await Promise.all(texts.map((text) => writeAtomically(file, (temporary) => writeFile(temporary, text))))
  expect(texts).toContain(readFileSync(file, 'utf8'))
  expect(readdirSync(folder.path)).toEqual(['x'])
})

test('a writer that fails leaves what was there, and nothing of its own', async () => {
  await writeAtomically(file, (temporary) => writeFile(temporary, 'before'))
  const failing = writeAtomically(file, async (temporary) => {
    await writeFile(temporary, 'half')
    throw new Error('disk')
  })
  await expect(failing).rejects.toThrow('disk')
  expect([readFileSync(file, 'utf8'), readdirSync(folder.path)]).toEqual(['before', ['x']])
})
