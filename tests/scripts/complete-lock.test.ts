import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.join(__dirname, '..', '..')
const complete = (folder: string) =>
  spawnSync(process.execPath, [path.join(root, 'scripts', 'complete-lock.mjs'), folder], { encoding: 'utf8' }).stdout

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lock '))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

test('platform packages that the registry did not serve get their entries', () => {
  const main = {
    version: '2.0.0',
    license: 'MIT',
    dev: true,
    optionalDependencies: { '@x/lib-linux-x64-gnu': '2.0.0', '@x/lib-darwin-arm64': '2.0.0', fsevents: '^2.3.0' },
  }
  const there = { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'] }
  fs.writeFileSync(
    path.join(folder, 'package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/lib': main, 'node_modules/@x/lib-linux-x64-gnu': there } }),
  )
  expect(complete(folder)).toBe('Added 1: @x/lib-darwin-arm64@2.0.0\n')
  const { packages } = JSON.parse(fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8'))
  expect(packages['node_modules/@x/lib-darwin-arm64']).toEqual({
    version: '2.0.0',
    cpu: ['arm64'],
    dev: true,
    license: 'MIT',
    optional: true,
    os: ['darwin'],
  })
  expect(complete(folder)).toBe('The lock is complete.\n')
})

test("this checkout's lock is complete and names no address of a registry", () => {
  fs.copyFileSync(path.join(root, 'package-lock.json'), path.join(folder, 'package-lock.json'))
  expect(complete(folder)).toBe('The lock is complete.\n')
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string }>
  }
  expect(Object.values(packages).filter(({ resolved }) => resolved)).toEqual([])
})
