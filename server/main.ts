import http from 'node:http'
import path from 'node:path'
import next from 'next'
import { env } from '@/lib/env'
import { takeSecrets, wipeSecrets } from '@/lib/secrets'
import { followChanges } from './cache/follow-changes'
import { ResponseCache } from './cache/response-cache'
import { createFront } from './front'
import { readBuiltFiles } from './files/built-files'
import { getReadyForWrites } from './ready-for-writes'
import { readInlineHashes } from './inline-hashes'

const root = path.join(__dirname, '..')

/** Serves the built site at HOST and PORT: the front, with Next behind it in the same process. Exits with 0 after a stop signal. */
async function main(): Promise<void> {
  wipeSecrets()
  takeSecrets()
  const { HOST: hostname, PORT: port } = env()
  process.title = 'superweights-site'
  // Next sends internal requests to this address; without it, it would use the host name from the client.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`
  // Next listens for upgrades on the given server. There are none here, so it gets one that never listens.
  const site = next({ dev: false, dir: root, hostname, port, quiet: true, httpServer: new http.Server() })
  await site.prepare()
  const cache = new ResponseCache()
  const ending = new AbortController()
  void followChanges(cache, ending.signal)
  const front = createFront({
    cache,
    pages: site.getRequestHandler(),
    hashes: readInlineHashes(path.join(root, '.next', 'inline-hashes.json')),
    files: readBuiltFiles(path.join(root, '.next')),
  })
  const shutDown = async () => {
    ending.abort()
    await front.stop()
    await site.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shutDown())
  await new Promise<void>((resolve, reject) => front.server.once('error', reject).listen(port, hostname, resolve))
  void getReadyForWrites()
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
