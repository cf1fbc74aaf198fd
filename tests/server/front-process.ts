import type { AddressInfo } from 'node:net'
import { createFront, type Front, type FrontOptions } from '@/server/front'
import { NO_HASHES } from '@/server/inline-hashes'
import { passToNext } from '@/server/pages/pass-to-next'

export interface RunningFront extends Front {
  readonly url: string
}

/** A front on a free port, before `pages`, which answers below /api too unless told. */
export async function startFront(options: Partial<FrontOptions> & Pick<FrontOptions, 'pages'>): Promise<RunningFront> {
  const front = createFront({ hashes: NO_HASHES, api: passToNext, ...options })
  await new Promise<void>((resolve) => front.server.listen(0, '127.0.0.1', resolve))
  return { ...front, url: `http://127.0.0.1:${(front.server.address() as AddressInfo).port}` }
}
