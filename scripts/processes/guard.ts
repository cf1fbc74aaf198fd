import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

const guards = new Map<number, ChildProcess>()

/**
 * Ensures that `pid` (a negative number: a process group) is stopped with `signal` if `owner` dies without doing so, even by kill
 * -9. One guard process serves each owner.
 */
export function guard(pid: number, signal: NodeJS.Signals, owner = process.pid): void {
  let child = guards.get(owner)
  if (!child || child.exitCode !== null || child.signalCode !== null) {
    child = spawn(process.execPath, [path.join(__dirname, 'guard-process.mjs'), String(owner)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
    })
    child.unref()
    guards.set(owner, child)
  }
  child.stdin?.write(`${pid} ${signal}\n`)
  // An open pipe would keep this process alive.
  const pipe = child.stdin as (NodeJS.WritableStream & { unref?: () => void }) | null
  pipe?.unref?.()
}

/** Ends this process's guards. Call it after everything they guard has stopped. */
export function dismissGuards(): void {
  for (const child of guards.values()) child.kill('SIGTERM')
  guards.clear()
}
