import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Binaries } from './binaries'

/** How to run a PostgreSQL program here, given that PostgreSQL refuses to run as root. */
export interface Identity {
  binaries: Binaries
  /** The command to spawn for a program and its arguments. */
  command(program: string, args: string[]): [string, string[]]
  /** Extra options for the spawn call. */
  spawnOptions: { uid?: number; gid?: number; cwd?: string }
  /** Changes the owner of a file or folder, recursively, to the user that PostgreSQL runs as. */
  give(file: string): void
}

/** The uid and gid of `nobody`. PostgreSQL looks its own uid up in /etc/passwd, so it must be one with a name. */
const NOBODY = 65534

/**
 * Chooses how to run PostgreSQL on the data in `dataDir`:
 * a plain user runs it directly; root runs it as the user who made the data, if that is another; else in a user namespace in which root's own files look like nobody's (so nothing
 * changes hands, and a checkout under a private home folder works); where namespaces are forbidden, as in many containers,
 * as nobody, who becomes the owner of the data.
 */
export function chooseIdentity(binaries: Binaries, dataDir: string): Identity {
  if (process.getuid?.() !== 0) return directly(binaries)
  const owner = fs.existsSync(dataDir) ? fs.statSync(dataDir) : { uid: 0, gid: 0 }
  if (owner.uid !== 0) return asUser(owner, binaries, dataDir)
  if (namespacesWork(binaries)) return inNamespace(binaries)
  return asUser({ uid: NOBODY, gid: NOBODY }, binaries, dataDir)
}

function directly(binaries: Binaries): Identity {
  return { binaries, command: (program, args) => [program, args], spawnOptions: {}, give: () => undefined }
}

const NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

function namespacesWork(binaries: Binaries): boolean {
  // The variable lets a test cover the other branch on a machine that allows namespaces.
  if (process.env.SUPERWEIGHTS_NO_USER_NAMESPACE) return false
  return spawnSync('unshare', [...NAMESPACE, binaries.postgres, '--version']).status === 0
}

function inNamespace(binaries: Binaries): Identity {
  return {
    binaries,
    command: (program, args) => ['unshare', [...NAMESPACE, program, ...args]],
    spawnOptions: {},
    give: () => undefined,
  }
}

interface User {
  uid: number
  gid: number
}

function asUser(user: User, binaries: Binaries, dataDir: string): Identity {
  const spawnOptions = { uid: user.uid, gid: user.gid, cwd: '/' }
  const folder = path.dirname(dataDir)
  if (spawnSync('test', ['-x', folder], spawnOptions).status !== 0) {
    throw new Error(
      `PostgreSQL cannot run as root, and the user it would run as (uid ${user.uid}) may not enter ${folder}: set DATA_DIR to a folder that others may enter, or start as an ordinary user.`,
    )
  }
  return {
    binaries: readableBy(user, binaries),
    command: (program, args) => [program, args],
    spawnOptions,
    give: (file) => {
      const { status, stderr } = spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, file], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`Could not change the owner of ${file} to uid ${user.uid}: ${stderr.trim()}`)
    },
  }
}

/** A checkout under a private home folder is closed to others: then the programs (60 MB) are copied to the temp folder. */
function readableBy({ uid, gid }: User, binaries: Binaries): Binaries {
  if (spawnSync(binaries.postgres, ['--version'], { uid, gid, cwd: '/' }).status === 0) return binaries
  const version = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' }).stdout.replace(/[^0-9.]/g, '')
  const home = path.join(os.tmpdir(), `superweights-postgres-${version}`)
  // Made under a private name and renamed, so that a copy that was cut off is never mistaken for a whole one, and only
  // trusted when root owns it: anybody may make folders in the temp folder.
  if (!fs.existsSync(home)) {
    const half = fs.mkdtempSync(`${home}-`)
    fs.cpSync(binaries.home, half, { recursive: true, verbatimSymlinks: true })
    fs.chmodSync(half, 0o755)
    fs.renameSync(half, home)
  }
  if (fs.lstatSync(home).uid !== 0) throw new Error(`${home} belongs to another user; remove it and start again.`)
  return { home, initdb: path.join(home, 'bin', 'initdb'), postgres: path.join(home, 'bin', 'postgres') }
}
