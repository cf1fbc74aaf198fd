import path from 'node:path'
import { DEMO_OWNER } from '@/lib/hub/http/endpoint'
import { env } from '@/lib/env'
import { startHubServer } from '@/scripts/hub-server/server'
import { runCli } from '@/verifier/cli/program'
import { addWorker } from '@/worker/command'

/** Serves the demo models from this checkout, unless a running site does so already. */
async function readyHub(repo: string): Promise<void> {
  if (!repo.startsWith(`${DEMO_OWNER}/`) || env().DEMO_HUB_URL !== undefined) return
  const hub = await startHubServer({ root: path.join(__dirname, '..', 'tests', 'fixtures', 'hub') })
  process.env.DEMO_HUB_URL = hub.url
}

const interruption = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // The first signal lets the command clear its progress bar; the second one ends it immediately.
  process.once(name, () => {
    interruption.abort()
    process.once(name, () => process.exit(130))
  })
}

// A closed pipe (`| head`) is not an error.
process.stdout.on('error', () => process.exit(0))

void runCli(
  process.argv.slice(2),
  {
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
    debug: Boolean(process.env.DEBUG),
    readyHub,
  },
  [addWorker],
).then((status) => {
  process.exitCode = status
  // The local hub would keep the process alive; piped output must be flushed first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)))
})
