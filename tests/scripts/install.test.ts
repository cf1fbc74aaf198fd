import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { missingPackages } from '../../scripts/install.mjs'

let root: string
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'install '))
})
afterEach(() => fs.rmSync(root, { recursive: true }))

function write(file: string, packages: Record<string, object>): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), JSON.stringify({ packages }))
}

test('a bare clone lacks everything that the lock names, but for what is optional', () => {
  write('package-lock.json', {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '1.0.0', optional: true },
  })
  expect(missingPackages(root)).toEqual(['node_modules/a'])
})

test('nothing is missing when npm has installed what the lock says', () => {
  write('package-lock.json', { '': {}, 'node_modules/a': { version: '1.0.0' } })
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } })
  expect(missingPackages(root)).toEqual([])
})

test('after a pull that raised a version that package is missing', () => {
  write('package-lock.json', { '': {}, 'node_modules/a': { version: '1.0.1' }, 'node_modules/c': { version: '2.0.0' } })
  write('node_modules/.package-lock.json', {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/c': { version: '2.0.0' },
  })
  expect(missingPackages(root)).toEqual(['node_modules/a'])
})

test('this checkout itself has all its packages', () => {
  expect(missingPackages(path.join(__dirname, '..', '..'))).toEqual([])
})
