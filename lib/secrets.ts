import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { z } from 'zod'

/** Variables that must not be readable in the environment of a process. */
export const SECRETS = [
  'DATABASE_URL',
  'SUPERWEIGHTS_KEY',
  'HF_TOKEN',
  'AUTH_SECRET',
  'HUGGINGFACE_CLIENT_SECRET',
  'GITHUB_CLIENT_SECRET',
  'OIDC_CLIENT_SECRET',
] as const

/** The variable that names the file descriptor of the secrets. */
const FD = 'SUPERWEIGHTS_SECRETS_FD'

const HandedOver = z.partialRecord(z.enum(SECRETS), z.string())

/** How to start a program without secrets in its environment: pass `handOver` as file descriptor 3. */
export function withoutSecrets(env: NodeJS.ProcessEnv): { env: NodeJS.ProcessEnv; handOver: string } {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.some((secret) => secret === name)))
  return {
    env: { ...kept, NODE_ENV: env.NODE_ENV, [FD]: '3' },
    handOver: JSON.stringify(Object.fromEntries(SECRETS.map((name) => [name, env[name]]))),
  }
}

/**
 * Reads the secrets that the parent process passed on a file descriptor. A variable set by the process itself does
 * not appear in `/proc/PID/environ`, which keeps the initial environment. Does nothing without such a descriptor.
 * @throws Error when the descriptor cannot be read or contains something else
 */
export function takeSecrets(env: NodeJS.ProcessEnv = process.env): void {
  const fd = env[FD]
  if (fd === undefined) return
  const secrets = HandedOver.parse(JSON.parse(readFileSync(Number(fd), 'utf8')))
  closeSync(Number(fd))
  delete env[FD]
  Object.assign(env, secrets)
}

/** Where in `/proc/PID/stat` (proc_pid_stat(5)) the address of the first environment entry is, counted from the field after the name, which is the third. */
const ENV_START = 50 - 3

/**
 * Wipes the secrets of a process that was started with them in its environment, for example by hand: `/proc/PID/environ` shows the initial environment to every
 * process of the user for the whole lifetime, whatever `process.env` says. That memory is overwritten; `process.env` keeps the values in separate memory.
 * Node 20 has no exec, so the process cannot restart itself without them.
 * @returns whether the visible environment is now free of secrets: false if it cannot be read or written, for example outside Linux
 */
export function wipeSecrets(): boolean {
  const kept = SECRETS.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []))
  if (kept.length === 0) return true
  if (process.platform !== 'linux') return false
  try {
    overwriteInitial(kept.map(([name]) => name))
  } catch (error) {
    // A kernel or container may forbid it; the return value says so.
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
  for (const [name, value] of kept) process.env[name] = value
  const shown = readFileSync('/proc/self/environ', 'latin1')
  return kept.every(([, value]) => !shown.includes(Buffer.from(value ?? '').toString('latin1')))
}

function overwriteInitial(names: readonly string[]): void {
  const stat = readFileSync('/proc/self/stat', 'latin1')
  const start = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[ENV_START])
  const entries = readFileSync('/proc/self/environ', 'latin1').split('\0')
  const memory = openSync('/proc/self/mem', 'r+')
  try {
    let at = start
    for (const entry of entries) {
      const name = names.find((secret) => entry.startsWith(`${secret}=`))
      // Letters, not zeros: the C library still expects an entry of the same length there until the variable is set again.
      if (name !== undefined)
        writeSync(memory, 'x'.repeat(entry.length - name.length - 1), at + name.length + 1, 'latin1')
      at += entry.length + 1
    }
  } finally {
    closeSync(memory)
  }
}
