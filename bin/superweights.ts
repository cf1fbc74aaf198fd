import path from 'node:path'
import { DEMO_OWNER } from '@/lib/hub/http/endpoint'
import { env } from '@/lib/env'
import { startHubServer } from '@/scripts/hub-server/server'
import { runCli } from '@/verifier/cli/program'

/** Serves the demo models from this checkout, unless a running site does so already. */
async function readyHub(repo: string): Promise<void> {
  if (!repo.startsWith(`${DEMO_OWNER}/`) || env().DEMO_HUB_URL !== undefined) return
  const hub = await startHubServer({ root: path.join(__dirname, '..', 'tests', 'fixtures', 'hub') })
  process.env.DEMO_HUB_URL = hub.url
}

const interruption = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // The first lets the command clear its progress bar; whoever asks twice is not kept waiting.
  process.once(name, () => {
    interruption.abort()
    process.once(name, () => process.exit(130))
  })
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', () => process.exit(0))

void runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
  debug: Boolean(process.env.DEBUG),
  readyHub,
}).then((status) => {
  process.exitCode = status
  // The local hub would keep the process; output to a pipe has to be out first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)))
})
