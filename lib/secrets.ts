import { closeSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** Variables that no process of this user should be able to read in another's environment. */
export const SECRETS = ['DATABASE_URL', 'HF_TOKEN'] as const

/** Names the file descriptor that the secrets are read from. */
const FD = 'SUPERWEIGHTS_SECRETS_FD'

const HandedOver = z.partialRecord(z.enum(SECRETS), z.string())

/** What a program is to be started with so that its secrets stand in no environment: `handOver` is for file descriptor 3. */
export function withoutSecrets(env: NodeJS.ProcessEnv): { env: NodeJS.ProcessEnv; handOver: string } {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.some((secret) => secret === name)))
  return {
    env: { ...kept, NODE_ENV: env.NODE_ENV, [FD]: '3' },
    handOver: JSON.stringify(Object.fromEntries(SECRETS.map((name) => [name, env[name]]))),
  }
}

/**
 * Takes over the secrets that whoever started this process handed it on a file descriptor. Set from inside, a variable does not show in
 * `/proc/PID/environ`, which keeps what the process began with. Does nothing for a process that was started without.
 * @throws Error when the descriptor cannot be read or holds something else
 */
export function takeSecrets(env: NodeJS.ProcessEnv = process.env): void {
  const fd = env[FD]
  if (fd === undefined) return
  const secrets = HandedOver.parse(JSON.parse(readFileSync(Number(fd), 'utf8')))
  closeSync(Number(fd))
  delete env[FD]
  Object.assign(env, secrets)
}
