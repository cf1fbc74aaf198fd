import { Client, type Notification } from 'pg'
import { databaseUrl } from './env'
import { describeError } from './errors/describe'
import { log } from './http/log'

type Listener = (payload: string) => void

interface Ear {
  channels: Map<string, Set<Listener>>
  /** The one connection of this process that listens; a promise, so that two callers at once share it. */
  client: Promise<Client> | null
}

/** First wait after a lost connection; it doubles up to the last. */
const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 15_000

/** Listening costs the server nothing: one that does not answer within this is frozen. */
const ANSWER_MS = 10_000

const store = globalThis as { superweightsEar?: Ear }
const ear = (): Ear => (store.superweightsEar ??= { channels: new Map(), client: null })

/**
 * Calls `onPayload` for every `NOTIFY channel, 'payload'` from now on, until the function that this resolves to is called. All listeners
 * of a process share one connection. After a lost connection it listens again, but notifications sent meanwhile are lost: treat
 * one as a hint to look, not as the news itself. Rejects when the database cannot be reached.
 */
export async function listen(channel: string, onPayload: Listener): Promise<() => Promise<void>> {
  const { channels } = ear()
  const listeners = channels.get(channel) ?? new Set()
  channels.set(channel, listeners.add(onPayload))
  const stop = async () => {
    listeners.delete(onPayload)
    if (listeners.size > 0 || channels.get(channel) !== listeners) return
    channels.delete(channel)
    if (channels.size === 0) return stopListening()
    // A connection that was lost listens to nothing, and what replaces it asks for the channels that are left.
    await run(`unlisten ${quote(channel)}`).catch((error: unknown) =>
      log('warn', 'could not stop listening', { channel, error: describeError(error) }),
    )
  }
  try {
    await run(`listen ${quote(channel)}`)
  } catch (error) {
    listeners.delete(onPayload)
    if (listeners.size === 0) channels.delete(channel)
    throw error
  }
  return stop
}

/** Closes the listening connection and forgets all listeners. */
export async function stopListening(): Promise<void> {
  const { client, channels } = ear()
  channels.clear()
  ear().client = null
  // One that cannot say goodbye any more is gone as well.
  if (client) await client.then((open) => open.end()).catch(() => undefined)
}

const quote = (channel: string) => `"${channel.replaceAll('"', '""')}"`

async function run(statement: string): Promise<void> {
  const client = await (ear().client ??= connect())
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
    ear().client = null
    throw error
  }
  let lost = false
  client.on('error', () => {
    if (!lost) reconnect(FIRST_RETRY_MS)
    lost = true // one loss may be reported more than once
  })
  return client
}

function deliver({ channel, payload }: Notification): void {
  for (const listener of ear().channels.get(channel) ?? []) listener(payload ?? '')
}

function reconnect(wait: number): void {
  ear().client = null
  setTimeout(() => {
    const statements = [...ear().channels.keys()].map((channel) => `listen ${quote(channel)}`)
    if (statements.length === 0) return
    run(statements.join(';')).catch(() => reconnect(Math.min(wait * 2, LAST_RETRY_MS)))
  }, wait).unref()
}
