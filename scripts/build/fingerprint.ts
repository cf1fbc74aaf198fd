import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { readIfThere } from '../processes/alive'

/** SHA-256, in hex, over the names and bytes of files, and of folders recursively. Missing files are part of the hash. */
export function fingerprint(root: string, names: string[]): string {
  const hash = crypto.createHash('sha256').update(process.version)
  for (const name of names.flatMap((entry) => filesIn(root, entry)).sort()) {
    const bytes = fs.readFileSync(path.join(root, name))
    hash.update(`\0${name}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

function filesIn(root: string, name: string): string[] {
  const file = path.join(root, name)
  if (!fs.existsSync(file)) return []
  if (!fs.statSync(file).isDirectory()) return [name]
  const entries = fs.readdirSync(file, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}

/**
 * Builds something unless `stamp` says that it was built from the same `names`. The stamp is written last, so that interrupted builds are
 * repeated. Returns whether it built.
 */
export async function makeUnlessFresh(
  root: string,
  stamp: string,
  names: string[],
  make: () => Promise<void>,
): Promise<boolean> {
  const wanted = fingerprint(root, names)
  if (readIfThere(stamp) === wanted) return false
  fs.rmSync(stamp, { force: true })
  await make()
  fs.writeFileSync(stamp, wanted)
  return true
}
