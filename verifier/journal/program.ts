import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const ROOT = path.join(__dirname, '..', '..')

/** The rooms whose text decides what a finished step's outcome is, and how a journal holds it. What is judged of outcomes is computed anew by every run. */
const ROOMS = ['verifier', ...['async', 'disk', 'hub', 'numbers'].map((room) => path.join('lib', room))]

/**
 * SHA-256 of the program text that measures. What is read is what runs, so this tells programs apart also between two versions: a checkout that was pulled, or
 * edited, since a run was interrupted does not go on from that run.
 */
export async function textSha256(root: string): Promise<string> {
  const files = await Promise.all(
    ROOMS.map(async (room) =>
      (await readdir(path.join(root, room), { recursive: true })).map((name) => path.join(room, name)),
    ),
  )
  const texts = await Promise.all(
    files
      .flat()
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map(async (name) => `${name}\0${await readFile(path.join(root, name), 'utf8')}\0`),
  )
  return createHash('sha256').update(texts.join('')).digest('hex')
}

let own: Promise<string> | null = null

/** The same of this program. Asked once: what a process has loaded stays what it runs. */
export function programSha256(): Promise<string> {
  return (own ??= textSha256(ROOT))
}
