import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Changes whenever a folder's checkpoint is written to: SHA-256 of names, sizes, places on the disk and times of its JSON and
 * safetensors files. A checkpoint's fingerprint is the same for equal files anywhere but does not see every byte; this sees every write, and is of use on
 * this machine only.
 * @throws the system's error when the folder cannot be read
 */
export async function stampOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const names = (await readdir(folder)).filter(
    (name) => /\.(json|safetensors)$/.test(name) && !name.endsWith('.report.json'),
  )
  for (const name of names.sort()) {
    const { size, ino, mtimeNs, ctimeNs } = await stat(path.join(folder, name), { bigint: true })
    hash.update(`${name}\n${size}\n${ino}\n${mtimeNs}\n${ctimeNs}\n`)
  }
  return hash.digest('hex')
}
