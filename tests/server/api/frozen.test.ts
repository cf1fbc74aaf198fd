import { db } from '@/lib/db'
import { closeLimiters } from '@/lib/limits/limiter'
import { signal } from '@/scripts/processes/alive'
import { answerApi } from '@/server/api/answer'
import { followChanges } from '@/server/cache/follow-changes'
import { ResponseCache } from '@/server/cache/response-cache'
import { useOwnServer } from '../../helpers/own-server'
import { startFront } from '../front-process'

const database = useOwnServer()

/** Twice what the site takes to find out that its database is frozen, and less than the listening connection waits for an answer. */
const LIMIT_MS = 6_000

test('a write to a frozen database is refused without waiting for notifications of what it did not write', async () => {
  const cache = new ResponseCache()
  const front = await startFront({ cache, api: answerApi, pages: async (_, response) => void response.end() })
  await followChanges(cache, new AbortController().signal)
  await db.account.count()
  const everyone = database.everyone()
  for (const pid of everyone) signal(pid, 'SIGSTOP')
  try {
    const answer = await fetch(`${front.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ repo: 'demo/tiny-single', coordinates: ['1:23:88'] }),
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'database-unavailable'])
  } finally {
    for (const pid of everyone) signal(pid, 'SIGCONT')
    await closeLimiters()
    await front.stop()
  }
})
