import { createHash } from 'node:crypto'
import { mkdir, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { codeOf, isReadOnly } from '@/lib/disk/error-code'
import { whileWriting } from './while-writing'
import { writeAtomically } from '@/lib/disk/write-atomically'
import { HubError } from '../errors/hub-error'
import type { ListedFile } from '../files/snapshot'
import type { Layout } from './layout'

/** Bytes of a file, or null when there is none; links are followed. */
async function sizeOf(file: string): Promise<number | null> {
  try {
    const found = await stat(file)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  }
}

/**
 * The whole file in the cache, whichever tool put it there, or null. Judged by name and size alone, as those tools do: they
 * write under another name and rename when they are done.
 */
export async function findComplete(layout: Layout, name: string, { size, etag }: ListedFile): Promise<string | null> {
  const named = path.join(layout.snapshot, name)
  if ((await sizeOf(named)) === size) return named
  if (etag === undefined) return null
  const blob = path.join(layout.blobs, etag)
  if ((await sizeOf(blob)) !== size) return null
  await linkBlob(layout, name, etag)
  return blob
}

/** Links a blob into the snapshot, where other tools look for it. Where links are impossible the blob itself is still found. */
export async function linkBlob(layout: Layout, name: string, etag: string): Promise<void> {
  try {
    const link = path.join(layout.snapshot, name)
    await mkdir(path.dirname(link), { recursive: true })
    await symlink(path.relative(path.dirname(link), path.join(layout.blobs, etag)), link)
  } catch (error) {
    // EEXIST: another process or tool has put a file there. EPERM: Windows without the right to make links.
    if (codeOf(error) !== 'EEXIST' && !isReadOnly(error)) throw error
  }
}

/** Stores a small file whose hash matches the Hub's ETag; does nothing for others, or where the disk is read-only. */
export async function storeSmall(layout: Layout, name: string, etag: string, bytes: Uint8Array): Promise<void> {
  if (etag !== (etag.length === 64 ? sha256(bytes) : gitSha1(bytes))) return
  try {
    await whileWriting(layout.blobs, async () => {
      await mkdir(layout.blobs, { recursive: true })
      await writeAtomically(path.join(layout.blobs, etag), (temporary) => writeFile(temporary, bytes))
    })
    await linkBlob(layout, name, etag)
  } catch (error) {
    // The caller has the bytes anyway; a full disk is reported when weights are cached.
    const full = error instanceof HubError && error.code === 'disk-full'
    if (!full && !isReadOnly(error)) throw error
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Git's name for a file's content: SHA-1 of `blob`, its length and its bytes. */
function gitSha1(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
