import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { readIfThere } from '../processes/alive'
import type { Identity } from './identity'

/**
 * The password of the server on `dataDir`, created on first use. It is stored beside the data, readable by its owner
 * only: other users of the machine can reach the port on 127.0.0.1, but not this file.
 */
export function passwordOf(dataDir: string): string {
  const file = `${dataDir}.password`
  const known = readIfThere(file)
  if (known) return known
  const password = crypto.randomBytes(24).toString('base64url')
  fs.writeFileSync(file, password, { mode: 0o600, flag: 'wx' })
  return password
}

/**
 * Creates the data folder of a new, empty server. It is created under another name and renamed when complete, so that an
 * interrupted initialisation starts over. `throwAway` skips waiting for the disk.
 */
export function initialise(dataDir: string, identity: Identity, throwAway: boolean): void {
  const half = `${dataDir}.new`
  const passwordFile = `${dataDir}.initdb`
  fs.rmSync(half, { recursive: true, force: true })
  fs.mkdirSync(half, { mode: 0o700 })
  fs.writeFileSync(passwordFile, passwordOf(dataDir), { mode: 0o600 })
  identity.give(half)
  identity.give(passwordFile)
  const [program, args] = identity.command(identity.binaries.initdb, [
    ...['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    // The one locale that is the same on every machine: sorting, and with it indexes, must not depend on the host.
    ...['-E', 'UTF8', '--locale=C.UTF-8', ...(throwAway ? ['--no-sync'] : [])],
  ])
  const { status, stderr, error } = spawnSync(program, args, { ...identity.spawnOptions, encoding: 'utf8' })
  fs.rmSync(passwordFile)
  if (status !== 0) throw new Error(`PostgreSQL's initdb failed: ${error?.message ?? stderr.trim()}`)
  fs.renameSync(half, dataDir)
}
