import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerApi } from '@/server/api/answer'
import { createFront } from '@/server/front'
import { NO_HASHES } from '@/server/inline-hashes'

/** The front of a registry with its API, in this process. */
export interface ApiSite {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

/** @param port a free one by default */
export async function startApiSite(port = 0): Promise<ApiSite> {
  const pages = async (_: unknown, response: ServerResponse) => void response.writeHead(404).end()
  const front = createFront({ hashes: NO_HASHES, api: answerApi, pages })
  await new Promise<void>((resolve, reject) =>
    front.server.once('error', reject).listen(port, '127.0.0.1', () => resolve()),
  )
  const { port: taken } = front.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${taken}`, port: taken, stop: () => front.stop() }
}
