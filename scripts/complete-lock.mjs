// Run after every change of the packages: node scripts/complete-lock.mjs [FOLDER]
//
// Some packages exist once per platform, as optional dependencies of a main package ("@next/swc-darwin-arm64"). A registry or mirror that does not serve all of
// them makes npm leave the missing ones out of package-lock.json, and `npm ci` of npm 11 then refuses the whole lock ("Missing: ... from lock file"). This
// writes the entries that npm would have written, without the checksum, which only the package itself could give. Where the registry has them, this finds
// nothing to do.
import fs from 'node:fs'
import path from 'node:path'

const OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const CPU = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

const file = path.join(process.argv[2] ?? '.', 'package-lock.json')
const lock = JSON.parse(fs.readFileSync(file, 'utf8'))
const added = []
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    // Ranges are left to npm: only the registry knows the version they resolve to.
    if (isThere(place, name) || !/^\d+\.\d+\.\d+[^ |]*$/.test(version)) continue
    lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry)
    added.push(`${name}@${version}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length === 0 ? 'The lock is complete.' : `Added ${added.length}: ${added.join(', ')}`)

/** Finds a package as Node does: beside the dependent, then in each parent folder. */
function isThere(place, name) {
  for (let base = place; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true
    if (!base.includes('/node_modules/')) return Boolean(lock.packages[`node_modules/${name}`])
  }
}

/** npm's entry for such a package; its name ends with the platform, as in "...-linux-arm64-musl". */
function platformEntry(name, version, { license, dev }) {
  const words = name.split('/').pop().split(/[-.]/)
  const os = OS.filter((word) => words.includes(word))
  const cpu = CPU.filter((word) => words.includes(word))
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(license && { license }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
}
