import { startFront } from '../../server/front-process'
import { answerApi } from '@/server/api/answer'

export interface ApiServer {
  readonly url: string
  close(): Promise<void>
}

/** The API as the site serves it: the front on a free port, without pages. */
export async function startApi(): Promise<ApiServer> {
  const front = await startFront({
    api: answerApi,
    pages: async (_, response) => void response.writeHead(404).end(),
  })
  return { url: front.url, close: () => front.stop() }
}
