// Runs before any package is installed: plain Node, only built-in modules.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** As in package.json's "engines": Node 20.19 is the first that can require() an ES module. */
const OLDEST = [20, 19]

/** Exits with one sentence when Node is too old. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  console.error(
    `This needs Node ${OLDEST.join('.')} or newer, and this is Node ${version}: install a newer one from nodejs.org.`,
  )
  process.exit(1)
}

/** Installs the packages of package-lock.json unless they are installed. Exits when npm fails. */
export function installMissing(root, say) {
  const missing = missingPackages(root)
  if (missing.length === 0) return
  say(`installing ${missing.length} packages with "npm ci" (once; about a minute) ...`)
  // Under "npm start" this is the npm that runs us.
  const npm = process.env.npm_execpath
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const args = [...first, 'ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) return
  console.error(
    `"npm ci" failed${error ? ` (${error.message})` : ''}: see above; the packages must be available from the network or npm's cache.`,
  )
  process.exit(1)
}

/**
 * Packages whose installed version differs from the lock, according to npm's record of installed packages. Packages of other platforms are optional
 * and not in the record.
 */
export function missingPackages(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'))
  return Object.keys(wanted).filter((name) => {
    if (name === '' || wanted[name].optional || wanted[name].devOptional) return false
    return installed[name]?.version !== wanted[name].version
  })
}

function readPackages(file) {
  if (!fs.existsSync(file)) return {}
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages
}
