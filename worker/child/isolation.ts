import { spawnSync } from 'node:child_process'
import type { ChildCommand } from './child-command'

/**
 * A user namespace of its own, in which a process of this user may make the two others: of processes, so that it sees and can name none but its own, and of
 * mounts, with a /proc that shows the same.
 */
const UNSHARE = ['--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount', '--mount-proc']

/**
 * Hides each file and folder named before `--`, gives up the right to show them again, and runs what follows. The shell stays: as the first process of
 * its namespace the verifier could not be ended by its own signals.
 */
const SCRIPT = `
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mount -t tmpfs -o mode=000,size=4k none "$1"; else mount --bind /dev/null "$1"; fi || exit 1
  shift
done
shift
setpriv --bounding-set=-all --inh-caps=-all -- "$@"
exit $?
`

let possible: boolean | null = null

/** Whether this machine lets this user make namespaces: Linux with unprivileged ones, outside most containers. Looked at once a process. */
export function canIsolate(): boolean {
  // The variable lets a test walk the other path on a machine that allows namespaces.
  possible ??=
    process.platform === 'linux' &&
    !process.env.SUPERWEIGHTS_NO_USER_NAMESPACE &&
    run(isolated({ file: 'true', args: [] }, ['/dev/null']))
  return possible
}

/** The command in namespaces where it sees only its own processes, and the files and folders of `hidden`, which must exist, are empty. */
export function isolated({ file, args }: ChildCommand, hidden: readonly string[]): ChildCommand {
  return { file: 'unshare', args: [...UNSHARE, '--', 'sh', '-c', SCRIPT, 'sh', ...hidden, '--', file, ...args] }
}

function run({ file, args }: ChildCommand): boolean {
  return spawnSync(file, args, { stdio: 'ignore' }).status === 0
}
