import fs from 'node:fs/promises'

const POLL_MS = 500

/**
 * Calls `exceeded` once when the process uses more than `bytes` of memory. V8's own limit does not count what onnxruntime and array buffers
 * take, and an address-space limit would count what V8 only reserves. Without /proc (macOS), only V8's limit applies. Returns
 * a function that stops watching.
 */
export function watchMemory(pid: number, bytes: number, exceeded: (held: number) => void): () => void {
  const timer = setInterval(() => {
    void residentOfAll(pid).then((held) => {
      if (held <= bytes) return
      clearInterval(timer)
      exceeded(held)
    })
  }, POLL_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** Of a process and its descendants: the verifier is a grandchild when it runs in namespaces. */
async function residentOfAll(pid: number): Promise<number> {
  const children = await readIfThere(`/proc/${pid}/task/${pid}/children`)
  const pids = children
    .split(' ')
    .filter((word) => word !== '')
    .map(Number)
  const sizes = await Promise.all([residentBytes(pid), ...pids.map(residentOfAll)])
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Resident memory of a process in bytes; 0 when it is gone or there is no /proc. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readIfThere(`/proc/${pid}/status`)
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
}

function readIfThere(file: string): Promise<string> {
  return fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return ''
    throw error
  })
}
