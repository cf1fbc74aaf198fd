import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { withClient } from '../postgres/databases'
import { waitUntil } from '../processes/alive'
import { dismissGuards } from '../processes/guard'
import { checkDatabase } from './checks'
import { claimsOf } from './claims'
import { type Acknowledged, browse, Client } from './client'
import { leftoversIn } from './leftovers'
import { type Registry, startRegistry } from './registry'
import { printFault, scheduleOf } from './schedule'
import { injectFaults, type Injected } from './inject'

/** `npm run test:faults -- --seed N [--claims 60] [--keep]`: kills processes while claims arrive, and checks the outcomes. */

/** Sixty claims take a few minutes on two cores; this allows for a busy machine. */
const QUIET_LIMIT_MS = 15 * 60_000

const root = path.join(__dirname, '..', '..')
const began = performance.now()
const say = (text: string) => console.log(`[${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s] ${text}`)

interface Outcome {
  readonly acknowledged: readonly Acknowledged[]
  readonly injected: Injected
  readonly client: Client
  readonly wrong: readonly string[]
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      claims: { type: 'string', default: '60' },
      keep: { type: 'boolean', default: false },
    },
  })
  const [seed, count] = [Number(values.seed), Number(values.claims)]
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(count) || count < 30)
    throw new Error('Expected --seed N and --claims M, whole numbers, M at least 30.')
  console.log(`Schedule of seed ${seed}:\n${scheduleOf(seed).map(printFault).join('\n')}\n`)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'superweights-faults-'))
  fs.chmodSync(folder, 0o755) // the server may have to run as another user
  const registry = await startRegistry(root, folder)
  say(`registry started on ${registry.url}`)
  let outcome: Outcome
  let left: string[] = []
  try {
    outcome = await mistreat(registry, seed, count)
  } finally {
    left = await stopAndLook(registry, folder)
    fs.writeFileSync(path.join(folder, 'output.log'), `${registry.output.join('\n')}\n`)
  }
  const wrong = [...outcome.wrong, ...left]
  report(seed, outcome, wrong)
  const keep = values.keep || wrong.length > 0
  if (keep) console.log(`Its data and output: ${folder}`)
  else fs.rmSync(folder, { recursive: true })
  process.exitCode = wrong.length > 0 ? 1 : 0
}

async function mistreat(registry: Registry, seed: number, count: number): Promise<Outcome> {
  const client = new Client(registry.url)
  const browsing = new AbortController()
  const reader = browse(client, browsing.signal)
  const start = Date.now()
  const sending = claimsOf(seed, count).map(async (claim) => {
    await sleep(claim.at)
    return client.send(claim)
  })
  const [acknowledged, injected] = await Promise.all([
    Promise.all(sending),
    injectFaults(registry, scheduleOf(seed), start, say),
  ])
  say(`${acknowledged.length} claims acknowledged, ${injected.total} faults; waiting until all submissions have ended`)
  const isQuiet = await waitUntil(async () => (await openSubmissions(registry)) === 0, QUIET_LIMIT_MS, 1_000)
  say(isQuiet ? 'all submissions have ended' : 'some submissions did not end')
  browsing.abort()
  await reader
  // The queue records the end of the last job a moment after the submission has its verdict.
  await sleep(2_000)
  const wrong = await withClient(registry.databaseUrl, (pg) => checkDatabase(pg, acknowledged, injected))
  return { acknowledged, injected, client, wrong: [...wrong, ...checkAnswers(client), ...(await checkHealth(client))] }
}

async function openSubmissions({ databaseUrl }: Registry): Promise<number | null> {
  try {
    const { rows } = await withClient(databaseUrl, (pg) =>
      pg.query<{ open: number }>(
        "select count(*)::int as open from submissions where status in ('received', 'screened', 'queued', 'running')",
      ),
    )
    return rows[0]?.open ?? null
  } catch (error) {
    say(`the database cannot be queried: ${(error as Error).message}`)
    return null
  }
}

/** Whatever dies, no client may get an internal error. */
const checkAnswers = ({ tally }: Client) =>
  [...tally].filter(([what]) => what.endsWith(' 500')).map(([what, times]) => `${times} responses were ${what}.`)

async function checkHealth(client: Client): Promise<string[]> {
  const answer = await client.ask('/api/v1/health')
  const status = answer?.status === 200 ? (JSON.parse(answer.text) as { status: string }).status : answer?.status
  return status === 'ok' ? [] : [`Health is not ok at the end: ${answer?.text ?? 'no answer'}`]
}

async function stopAndLook(registry: Registry, folder: string): Promise<string[]> {
  const code = await registry.stop()
  // The guard of an ended start checks twice a second.
  await waitUntil(() => registry.family().length === 0, 10_000, 200)
  return [
    ...(code === 0 ? [] : [`The start ended with exit code ${code ?? 'none: it did not end'}.`]),
    ...registry.family().map((command) => `Still running: ${command}`),
    ...leftoversIn(folder).map((file) => `Left behind: ${file}`),
  ]
}

function report(seed: number, { acknowledged, injected, client }: Outcome, wrong: readonly string[]): void {
  const again = acknowledged.filter(({ sent }) => sent > 1).length
  console.log(
    `\nAnswers: ${[...client.tally]
      .sort()
      .map(([what, times]) => `${what} x${times}`)
      .join(', ')}`,
  )
  console.log(
    `${acknowledged.length} claims (${again} sent more than once until acknowledged), ${injected.total} faults, ${((performance.now() - began) / 60_000).toFixed(1)} minutes.`,
  )
  for (const sentence of wrong) console.log(`WRONG  ${sentence}`)
  console.log(
    wrong.length === 0
      ? `CLEAN  seed ${seed}: every acknowledged claim had its correct outcome, and nothing was left behind.`
      : `FAILED seed ${seed}: ${wrong.length} violations.`,
  )
}

main()
  .catch((error: unknown) => {
    console.error((error as Error).stack)
    process.exitCode = 1
  })
  .finally(dismissGuards)
