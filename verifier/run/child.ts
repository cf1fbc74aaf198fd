import { messageOf } from '@/lib/errors/describe'
import { createInterface } from 'node:readline'
import { failureOf } from './failure'
import { find } from './find'
import { findResultOf } from './find-result'
import type { Notice } from '../journal/notices'
import type { OnProgress } from '../measure/progress'
import { parseRequest } from './request'
import { env } from '@/lib/env'
import { useEngine } from '../engine/engine'
import { verify } from './verify'

/**
 * The verifier as a separate process: `node --import tsx verifier/run/child.ts`. Reads one request (a line of JSON) from
 * standard input and writes lines of JSON to standard output: `progress` any number of times, then `report`, `found` or
 * `error`. It needs no secrets. When standard input closes early, the parent is gone and the process stops.
 */

let finished = false

function say(message: object): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve()))
}

const onProgress: OnProgress = (progress) => void say({ type: 'progress', ...progress })

/** A retried run, after a worker stopped or a child died, resumes from its finished steps. Usually there are none. */
const keep = {
  resume: true,
  onNotice: (notice: Notice) =>
    void (notice.kind === 'nothing-kept' || process.stderr.write(`journal: ${JSON.stringify(notice)}\n`)),
}

async function answer(line: string): Promise<object> {
  const request = parseRequest(line)
  const run = {
    repo: request.repo,
    ...(request.revision === undefined ? {} : { revision: request.revision }),
    corpusId: request.corpus_id,
    storage: request.storage,
    onProgress,
    keep,
  }
  if (request.kind === 'find') return { type: 'found', found: findResultOf(await find(run)) }
  const coordinates = request.coordinates.map(({ value, ...coordinate }) => ({
    ...coordinate,
    claimedValue: value ?? null,
  }))
  return { type: 'report', report: await verify({ ...run, coordinates, grade: request.grade }) }
}

async function run(line: string): Promise<void> {
  try {
    await say(await answer(line))
    leave(0)
  } catch (error) {
    // The stack is for the parent's log; the message is for people.
    process.stderr.write(`${error instanceof Error ? error.stack : messageOf(error)}\n`)
    await say({ type: 'error', ...failureOf(error) })
    leave(1)
  }
}

function leave(code: number): void {
  finished = true
  process.exit(code)
}

const { WORKER_THREADS: threads } = env()
if (threads !== undefined) useEngine({ threads })

process.stdout.on('error', () => leave(1))
const input = createInterface({ input: process.stdin })
input.once('line', (line) => void run(line))
input.once('close', () => {
  if (!finished) leave(1)
})
