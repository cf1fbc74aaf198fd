import { Client, type Notification } from 'pg'
import { databaseUrl } from './env'
import { describeError } from './errors/describe'
import { log } from '@/lib/log/log'

/** Callbacks for the state of the connection, for listeners that must not miss a notification. */
export interface ConnectionWatch {
  /** The connection was lost: notifications sent from now on are missed. */
  lost(): void
  /** The connection listens again. */
  restored(): void
}

interface Listener {
  onPayload(payload: string): void
  readonly watch: ConnectionWatch | undefined
}

interface Listening {
  channels: Map<string, Set<Listener>>
  /** This process's only listening connection; a promise, so that concurrent callers share it. */
  client: Promise<Client> | null
}

/** First and longest wait after a lost connection; it doubles in between. */
const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 15_000

/** Listening costs the server nothing: one that does not respond within this is frozen. */
const ANSWER_MS = 10_000
/** Interval of the connection check: a network that drops packets closes nothing, and notifications would be missed silently. */
const CHECK_MS = 15_000

const store = globalThis as { superweightsListening?: Listening }
const listening = (): Listening => (store.superweightsListening ??= { channels: new Map(), client: null })

/**
 * Calls `onPayload` for every `NOTIFY channel, 'payload'` from now on, until the returned function is called. All listeners of a process
 * share one connection. It reconnects after a loss, but notifications sent meanwhile are lost: treat a notification as a hint to
 * read again, not as data, or pass `watch` to be told of the loss. Rejects when the database cannot be reached.
 */
export async function listen(
  channel: string,
  onPayload: (payload: string) => void,
  watch?: ConnectionWatch,
): Promise<() => Promise<void>> {
  const listener = { onPayload, watch }
  const { channels } = listening()
  const listeners = channels.get(channel) ?? new Set()
  channels.set(channel, listeners.add(listener))
  const stop = async () => {
    listeners.delete(listener)
    if (listeners.size > 0 || channels.get(channel) !== listeners) return
    channels.delete(channel)
    if (channels.size === 0) return stopListening()
    // A lost connection listens to nothing, and its replacement subscribes to the remaining channels.
    await run(`unlisten ${quote(channel)}`).catch((error: unknown) =>
      log('warn', 'could not stop listening', { channel, error: describeError(error) }),
    )
  }
  try {
    await run(`listen ${quote(channel)}`)
  } catch (error) {
    listeners.delete(listener)
    if (listeners.size === 0) channels.delete(channel)
    throw error
  }
  return stop
}

/**
 * Resolves when the notifications of all earlier commits have been delivered: PostgreSQL sends them to a connection before the result of its next query.
 * Resolves immediately if nobody listens or the connection is lost: listeners learn of a loss through `watch`.
 */
export async function notificationsDelivered(): Promise<void> {
  const { client } = listening()
  if (client) await client.then((open) => open.query('select 1')).catch(() => undefined)
}

/** Closes the listening connection and forgets all listeners. */
export async function stopListening(): Promise<void> {
  const { client, channels } = listening()
  channels.clear()
  listening().client = null
  // A connection that fails to close is gone too.
  if (client)
    await client
      .then((open) => {
        closing.add(open)
        return open.end()
      })
      .catch(() => undefined)
}

/** Connections that we close ourselves: their end is not a loss. */
const closing = new WeakSet<Client>()

const quote = (channel: string) => `"${channel.replaceAll('"', '""')}"`

async function run(statement: string): Promise<void> {
  const client = await (listening().client ??= connect())
  await client.query(statement)
}

async function connect(): Promise<Client> {
  const client = new Client({
    connectionString: databaseUrl(),
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  })
  client.on('notification', deliver)
  try {
    await client.connect()
  } catch (error) {
    listening().client = null
    throw error
  }
  const check = setInterval(() => void client.query('select 1').catch(lose), CHECK_MS).unref()
  client.on('end', () => clearInterval(check))
  let lost = false
  function lose(): void {
    if (lost) return // one loss may be reported several times
    lost = true
    clearInterval(check)
    if (closing.has(client)) return
    // If it is gone already, this returns immediately.
    void client.end().catch(() => undefined)
    for (const { watch } of listeners()) watch?.lost()
    reconnect(FIRST_RETRY_MS)
  }
  client.on('error', lose)
  return client
}

function deliver({ channel, payload }: Notification): void {
  for (const { onPayload } of listening().channels.get(channel) ?? []) onPayload(payload ?? '')
}

const listeners = (): Listener[] => [...listening().channels.values()].flatMap((each) => [...each])

function reconnect(wait: number): void {
  listening().client = null
  setTimeout(() => {
    const statements = [...listening().channels.keys()].map((channel) => `listen ${quote(channel)}`)
    if (statements.length === 0) return
    run(statements.join(';')).then(
      () => {
        for (const { watch } of listeners()) watch?.restored()
      },
      () => reconnect(Math.min(wait * 2, LAST_RETRY_MS)),
    )
  }, wait).unref()
}
