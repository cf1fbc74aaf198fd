import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.join(__dirname, '..', '..', '..')
let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'no-telemetry-test-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

test('the engine sends nothing about this machine to its maker: it leaves no session and no log of its own behind', () => {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    NODE_ENV: 'production' as const,
    TMPDIR: folder,
    DATA_DIR: path.join(folder, 'data'),
  }
  execFileSync(process.execPath, [path.join(root, 'bin', 'superweights.mjs'), 'detect', 'demo/tiny-single'], {
    cwd: root,
    env,
    stdio: 'pipe',
  })
  expect(fs.readdirSync(folder).filter((name) => name === '.ses' || name.startsWith('mat-debug'))).toEqual([])
})
