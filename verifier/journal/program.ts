import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const ROOT = path.join(__dirname, '..', '..')

/** The rooms whose source decides a step's outcome and how a journal stores it. Verdicts on outcomes are computed again by every run. */
const ROOMS = ['verifier', ...['async', 'disk', 'hub', 'numbers'].map((room) => path.join('lib', room))]

/**
 * SHA-256 of the source that measures. The source is what runs, so this also tells apart programs of one version: a checkout that was pulled or
 * edited after the interruption does not resume the run.
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

/** The hash of this program. Computed once: a process keeps running what it has loaded. */
export function programSha256(): Promise<string> {
  return (own ??= textSha256(ROOT))
}
