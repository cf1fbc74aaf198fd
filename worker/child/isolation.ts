import { spawnSync } from 'node:child_process'
import type { ChildCommand } from './child-command'

/**
 * A new user namespace, in which a process may create two others: a PID namespace, so that it sees only its own processes, and a mount namespace with a
 * matching /proc.
 */
const UNSHARE = ['--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount', '--mount-proc']

/**
 * Hides each file and folder before `--`, drops the capability to show them again, and runs the rest. The shell stays: as the first process of its
 * namespace the verifier could not be killed by its own signals.
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

/** Whether this user may create namespaces: on Linux with unprivileged ones, outside most containers. Checked once per process. */
export function canIsolate(): boolean {
  // The variable lets a test cover the other branch on a machine that allows namespaces.
  possible ??=
    process.platform === 'linux' &&
    !process.env.SUPERWEIGHTS_NO_USER_NAMESPACE &&
    run(isolated({ file: 'true', args: [] }, ['/dev/null']))
  return possible
}

/** Wraps a command in namespaces where it sees only its own processes, and where the files and folders of `hidden`, which must exist, are empty. */
export function isolated({ file, args }: ChildCommand, hidden: readonly string[]): ChildCommand {
  return { file: 'unshare', args: [...UNSHARE, '--', 'sh', '-c', SCRIPT, 'sh', ...hidden, '--', file, ...args] }
}

function run({ file, args }: ChildCommand): boolean {
  return spawnSync(file, args, { stdio: 'ignore' }).status === 0
}
