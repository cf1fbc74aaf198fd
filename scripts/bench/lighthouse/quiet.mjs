import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

const SAMPLE_MS = 1_000
/** Share of all processors that may be at work: the site's database and worker are never quite idle. */
const MOST_BUSY = 0.25

/** Whether the machine has time to spare while this program does nothing. */
export async function isQuiet() {
  const before = spent()
  await sleep(SAMPLE_MS)
  const after = spent()
  const all = after.all - before.all
  return all > 0 && (after.busy - before.busy) / all <= MOST_BUSY
}

/** Milliseconds of all processors since the machine started. */
function spent() {
  const times = cpus().map((one) => one.times)
  const idle = times.reduce((sum, one) => sum + one.idle, 0)
  const all = times.reduce((sum, one) => sum + Object.values(one).reduce((a, b) => a + b, 0), 0)
  return { all, busy: all - idle }
}
