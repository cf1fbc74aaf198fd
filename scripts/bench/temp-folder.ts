import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Runs `work` with a temporary folder that is deleted afterwards, even when the benchmark is interrupted. */
export async function withTempFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'superweights-bench-'))
  const clear = () => rm(folder, { recursive: true, force: true })
  const interrupted = () => void clear().finally(() => process.exit(130))
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    await work(folder)
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    await clear()
  }
}
