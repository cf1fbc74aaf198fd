// Outlives its owner on purpose: when the owner dies without cleaning up (kill -9, a crash), the guard stops what the owner had
// started. Arguments: the owner's pid. Standard input: lines "PID SIGNAL" (a negative PID is a process group).
import fs from 'node:fs'
import readline from 'node:readline'

const POLL_MS = 500
/** After this long a process that was asked to stop is killed. */
const GRACE_MS = 10_000

const owner = Number(process.argv[2])
const watched = new Map()
const bornAt = startOf(owner)

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [pid, signal] = line.split(' ')
  watched.set(Number(pid), signal)
})
// The owner handles Ctrl-C; the guard ends when nothing is left to guard.
process.on('SIGINT', () => undefined)
process.on('SIGHUP', () => undefined)

const timer = setInterval(() => {
  if (isAlive(owner) && startOf(owner) === bornAt) {
    for (const pid of watched.keys()) if (!isAlive(pid)) watched.delete(pid)
    return
  }
  clearInterval(timer)
  stopAll()
}, POLL_MS)

function stopAll() {
  for (const [pid, signal] of watched) send(pid, signal)
  const end = Date.now() + GRACE_MS
  setInterval(() => {
    const left = [...watched.keys()].filter(isAlive)
    if (left.length > 0 && Date.now() < end) return
    for (const pid of left) send(pid, 'SIGKILL')
    process.exit(0)
  }, 100)
}

function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return pid < 0 || !/\) Z /.test(stat(pid))
}

/** When the process started, in clock ticks; tells a process from a later one with the same pid. '' where there is no /proc. */
function startOf(pid) {
  return stat(pid).split(') ').pop()?.split(' ')[19] ?? ''
}

function stat(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
